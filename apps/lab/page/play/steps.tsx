interface Props {
  /** The step that is looked at; 0 where nothing has happened. */
  at: number
  last: number
  /** Undefined for the last one, whichever that will be. */
  onGo(step: number | undefined): void
}

/** Pages through all that happened. */
export function Steps({ at, last, onGo }: Props) {
  return (
    <nav class="steps" aria-label="Steps">
      <button type="button" disabled={at <= 1} onClick={() => onGo(at - 1)}>
        Step back
      </button>
      <span>{last === 0 ? 'Nothing has happened yet.' : `Step ${at} of ${last}`}</span>
      <button
        type="button"
        disabled={at >= last}
        onClick={() => onGo(at + 1 >= last ? undefined : at + 1)}
      >
        Step on
      </button>
    </nav>
  )
}
