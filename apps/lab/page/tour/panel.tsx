/** One step of the tour, above the columns at which it is played. */
import { useEffect, useRef } from 'preact/hooks'
import { playedAfter, TOUR, type TourStep } from './steps.ts'

interface Props {
  /** From 1. */
  number: number
  /** Steps at the table so far. */
  played: number
  busy: boolean
  tableId: string
  onDo(step: TourStep): unknown
  onGo(number: number): void
}

export function TourPanel({ number, played, busy, tableId, onDo, onGo }: Props) {
  const step = TOUR[number - 1] as TourStep
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [number])
  const isDone = played >= playedAfter(number)
  return (
    <section class="tour" aria-labelledby="tour-step">
      <h2 id="tour-step" ref={heading} tabIndex={-1}>
        {number} of {TOUR.length}: {step.title}
      </h2>
      {step.before.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {step.button !== undefined && (
        <button type="button" class="do" aria-disabled={busy} onClick={() => busy || onDo(step)}>
          {step.button}
        </button>
      )}
      {busy && <p class="working">Working…</p>}
      <div class="seen" aria-live="polite">
        {isDone &&
          !busy &&
          step.after.map((text) => (
            <p class="seen-text" key={text}>
              {text}
            </p>
          ))}
      </div>
      <p class="turns">
        <button type="button" disabled={number === 1} onClick={() => onGo(number - 1)}>
          Back
        </button>
        {number < TOUR.length ? (
          <button
            type="button"
            aria-disabled={!isDone || busy}
            onClick={() => isDone && !busy && onGo(number + 1)}
          >
            Next
          </button>
        ) : (
          <>
            <a href={`/play/${tableId}`}>Play freely</a>{' '}
            <a href="/read/trade-offs">When to choose which</a>
          </>
        )}
        <a href={`/read/walkthrough#${step.section}`}>The same in a terminal</a>
      </p>
    </section>
  )
}
