import type { ConformanceCase } from '../../shared/conformance/case.ts'
import type { RunOptions } from '../../shared/conformance/run/runner.ts'

const COUNTER_EVERY_MS = 500
const LINE_EVERY_MS = 5_000

/** The error stream, so that the report can go to a file. */
export type Screen = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>

interface Times {
  readonly now: () => number
  readonly lineEveryMs: number
}

export interface Progress extends Required<Pick<RunOptions, 'onBegin' | 'onResult'>> {
  readonly end: () => void
}

/**
 * Tells how far all runs together have come: on a terminal a counter, with the case that has been
 * under way for longest; elsewhere a line every few seconds.
 */
export function progress(total: number, screen: Screen, times: Partial<Times> = {}): Progress {
  const { now = () => performance.now(), lineEveryMs = LINE_EVERY_MS } = times
  const startedMs = now()
  const underWay: { readonly of: ConformanceCase; readonly sinceMs: number }[] = []
  let done = 0
  const seconds = (sinceMs: number) => `${Math.round((now() - sinceMs) / 1000)} s`
  const count = () => `${done} of ${total} cases, ${seconds(startedMs)}`
  const showCounter = () => {
    const [oldest] = underWay
    const waiting = oldest === undefined ? '' : ` (${oldest.of.id}: ${seconds(oldest.sinceMs)})`
    const text = `${count()}${waiting}`
    // A line that wraps could not be taken back.
    screen.write(`\r\u001b[K${text.slice(0, (screen.columns || 80) - 1)}`)
  }
  const showLine = () => screen.write(`${count()}\n`)
  const timer = screen.isTTY
    ? setInterval(showCounter, COUNTER_EVERY_MS)
    : setInterval(showLine, lineEveryMs)
  return {
    onBegin(each) {
      underWay.push({ of: each, sinceMs: now() })
    },
    onResult({ case: each }) {
      done += 1
      underWay.splice(
        underWay.findIndex(({ of }) => of === each),
        1,
      )
      if (screen.isTTY) showCounter()
    },
    end() {
      clearInterval(timer)
      if (screen.isTTY) screen.write('\r\u001b[K')
    },
  }
}
