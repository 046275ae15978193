interface Props {
  /** The step that is looked at; 0 where nothing has happened. */
  at: number
  last: number
  /** What was done then. */
  title: string
  /** Undefined for the last one, whichever that will be. */
  onGo(step: number | undefined): void
}

/** Pages through all that happened. */
export function Steps({ at, last, title, onGo }: Props) {
  return (
    <nav class="steps" aria-label="Steps">
      <button type="button" disabled={at <= 1} onClick={() => onGo(at - 1)}>
        Earlier
      </button>
      <span>{last === 0 ? 'Nothing has happened yet.' : `Action ${at} of ${last}`}</span>
      <span class="title">{title}</span>
      <button
        type="button"
        disabled={at >= last}
        onClick={() => onGo(at + 1 >= last ? undefined : at + 1)}
      >
        Later
      </button>
    </nav>
  )
}
