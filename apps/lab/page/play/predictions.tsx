/** Before a request: what will each column do? After it: who was right. */

import { useState } from 'preact/hooks'
import { kindOf, OUTCOMES, type Outcome } from '../../play/outcome.ts'
import type { Frame, StyleName } from '../api.ts'
import { Select } from '../select.tsx'

export type Guesses = Readonly<Record<StyleName, Outcome>>

const CHOICES = Object.entries(OUTCOMES) as [Outcome, string][]

interface Props {
  /** Of the columns. */
  styles: readonly StyleName[]
  /** What is about to happen, in the button's words. */
  label: string
  onReady(guesses: Guesses): void
  onLeave(): void
}

export function Predictions({ styles, label, onReady, onLeave }: Props) {
  const [guesses, setGuesses] = useState<Partial<Guesses>>({})
  const isWhole = styles.every((style) => guesses[style] !== undefined)
  return (
    <form
      class="predictions"
      aria-label={`Predictions for: ${label}`}
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole) onReady(guesses as Guesses)
      }}
    >
      <p>
        <strong>{label}.</strong> What will each of them do?
      </p>
      {styles.map((style, index) => (
        <Select
          key={style}
          name={style}
          value={guesses[style]}
          choices={CHOICES}
          isFirst={index === 0 && Object.keys(guesses).length === 0}
          onChoose={(guess) => setGuesses({ ...guesses, [style]: guess })}
        />
      ))}
      <button type="submit" aria-disabled={!isWhole}>
        Now see
      </button>
      <button type="button" onClick={onLeave}>
        Leave it
      </button>
    </form>
  )
}

export interface Score {
  readonly right: number
  readonly all: number
}

export function scored(guesses: Guesses, frames: readonly (readonly [StyleName, Frame])[]): Score {
  const right = frames.filter(([style, frame]) => guesses[style] === kindOf(frame)).length
  return { right, all: frames.length }
}

/** Under a column's outcome, where it was predicted. */
export function Guessed({ guess, frame }: { guess: Outcome; frame: Frame }) {
  if (guess === 'event') return null
  const isRight = guess === kindOf(frame)
  return (
    <p class={`guessed ${isRight ? 'right' : 'wrong'}`}>
      {isRight ? '✓ You were right' : '✗ You said'}: it {OUTCOMES[guess]}.
    </p>
  )
}

export function PredictFirst({
  isOn,
  setOn,
  score,
}: {
  isOn: boolean
  setOn(isOn: boolean): void
  score: Score
}) {
  return (
    <label class="predict-first">
      <span>
        <input type="checkbox" checked={isOn} onChange={() => setOn(!isOn)} /> Predict first
      </span>
      {score.all > 0 && (
        <span>
          {score.right} of {score.all} right
        </span>
      )}
    </label>
  )
}
