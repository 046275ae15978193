/** How far a run has come, on the error stream, so that the report can go to a file. */
type Screen = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>

const COUNTER_EVERY_MS = 500
const LINE_EVERY_MS = 5_000
const CLEAR_LINE = '\r\u001b[K'

/** On a terminal one line that is overwritten; elsewhere a line each time. */
export function showStatus(text: string, screen: Screen = process.stderr): void {
  // A line that wraps could not be overwritten.
  if (screen.isTTY) screen.write(CLEAR_LINE + text.slice(0, (screen.columns || 80) - 1))
  else screen.write(`${text}\n`)
}

/** Before anything else is written. */
export function clearStatus(screen: Screen = process.stderr): void {
  if (screen.isTTY) screen.write(CLEAR_LINE)
}

interface Progress {
  readonly onBegin: (name: string) => void
  readonly onEnd: (name: string) => void
  readonly close: () => void
}

interface Times {
  readonly now: () => number
  readonly lineEveryMs: number
}

/**
 * Counts what has ended, and names what has been running for longest: on a terminal in one line, elsewhere in a
 * line every few seconds.
 * @param things what is counted, in the plural
 */
export function createProgress(
  total: number,
  things: string,
  screen: Screen = process.stderr,
  { now = () => performance.now(), lineEveryMs = LINE_EVERY_MS }: Partial<Times> = {},
): Progress {
  const startedMs = now()
  const running: { readonly name: string; readonly sinceMs: number }[] = []
  let done = 0
  const seconds = (sinceMs: number) => `${Math.round((now() - sinceMs) / 1000)} s`
  const show = () => {
    const [oldest] = running
    const waiting = oldest === undefined ? '' : ` (${oldest.name}: ${seconds(oldest.sinceMs)})`
    showStatus(`${done} of ${total} ${things}, ${seconds(startedMs)}${waiting}`, screen)
  }
  const timer = setInterval(show, screen.isTTY ? COUNTER_EVERY_MS : lineEveryMs)
  return {
    onBegin(name) {
      running.push({ name, sinceMs: now() })
    },
    onEnd(ended) {
      done += 1
      running.splice(
        running.findIndex(({ name }) => name === ended),
        1,
      )
      if (screen.isTTY) show()
    },
    close() {
      clearInterval(timer)
      clearStatus(screen)
    },
  }
}
