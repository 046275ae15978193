/** One style: what happened and why, what the browser holds, what went over the wire, what the server keeps. */

import { kindOf, type Outcome, outcomeOf } from '../../play/outcome.ts'
import type { SeenSeat } from '../../play/table.ts'
import type { Frame } from '../api.ts'
import { Scrolling } from '../scrolling.tsx'
import { Credential } from './credential.tsx'
import { Drawing } from './drawing.tsx'
import { Keeps } from './keeps.tsx'
import { Guessed } from './predictions.tsx'
import { WireText } from './wire-text.tsx'

interface Props {
  seat: SeenSeat
  frame: Frame | undefined
  /** What was predicted for this step. */
  guess: Outcome | undefined
  onAct(action: object): void
}

export function Column({ seat, frame, guess, onAct }: Props) {
  const { style } = seat
  return (
    <section class={`column ${style}`} aria-labelledby={`${style}-name`}>
      <h2 id={`${style}-name`}>{style}</h2>
      <p class="summary">{seat.summary}</p>
      <p class="sentence">{frame?.sentence ?? 'Nothing has happened here yet. Visit it.'}</p>
      {frame?.who === 'thief' && <p class="asker">The thief asked:</p>}
      {frame !== undefined && <p class={`outcome ${kindOf(frame)}`}>{outcomeOf(frame)}</p>}
      {frame !== undefined && guess !== undefined && <Guessed guess={guess} frame={frame} />}
      {frame?.fault != null && (
        <div class="dead">
          <p>
            <strong>This server is dead.</strong> Its last words:
          </p>
          <Scrolling label="Its last words">{frame.fault}</Scrolling>
          {frame === seat.frames.at(-1) && (
            <button type="button" onClick={() => onAct({ action: 'start-again', style })}>
              Start it again
            </button>
          )}
        </div>
      )}
      {frame !== undefined && <Drawing frames={upTo(seat.frames, frame)} />}
      <h3>Your browser holds</h3>
      <Credential
        held={frame?.browsers.you}
        onEdit={(value) => onAct({ action: 'edit', style, value })}
      />
      {frame?.browsers.thief != null && (
        <>
          <h3>The thief’s browser holds</h3>
          <Credential held={frame.browsers.thief} />
        </>
      )}
      <h3>The server keeps</h3>
      <Keeps frame={frame} />
      {frame?.wire != null && (
        <details open>
          <summary>
            <h3>On the wire</h3>
          </summary>
          <WireText wire={frame.wire} instance={frame.instance} />
        </details>
      )}
    </section>
  )
}

function upTo(frames: readonly Frame[], last: Frame): Frame[] {
  return frames.filter(({ number }) => number <= last.number)
}
