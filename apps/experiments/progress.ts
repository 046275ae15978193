/** How far a run has come, on the error stream: a counter on a terminal, elsewhere a line every few seconds. */
import type { Screen } from '../conformance/progress.ts'

const COUNTER_EVERY_MS = 500
const LINE_EVERY_MS = 5_000

export interface Progress {
  onBegin(name: string): void
  onCell(cell: unknown, name: string): void
  end(): void
}

export function progress(total: number, screen: Screen): Progress {
  const startedMs = performance.now()
  const underWay = new Set<string>()
  let done = 0
  const show = () => {
    const seconds = Math.round((performance.now() - startedMs) / 1000)
    const [oldest = ''] = underWay
    const text = `${done} of ${total} cells, ${seconds} s`
    const whole = oldest === '' ? text : `${text} (${oldest})`
    // A line that wraps could not be taken back.
    if (screen.isTTY) screen.write(`\r\u001b[K${whole.slice(0, (screen.columns || 80) - 1)}`)
    else screen.write(`${whole}\n`)
  }
  const timer = setInterval(show, screen.isTTY ? COUNTER_EVERY_MS : LINE_EVERY_MS)
  return {
    onBegin: (name) => void underWay.add(name),
    onCell(_cell, name) {
      underWay.delete(name)
      done += 1
    },
    end() {
      clearInterval(timer)
      if (screen.isTTY) screen.write('\r\u001b[K')
    },
  }
}
