import t from 'tap'
import { createProgress } from '../../../shared/terminal/progress.ts'

/** Keeps what is written to it. */
function screenOf(isTTY: boolean, onWrite: (text: string) => void = () => {}) {
  const written: string[] = []
  const write = (text: string) => {
    written.push(text)
    onWrite(text)
    return true
  }
  return { isTTY, columns: 80, write, written }
}

t.test('on a terminal: a counter with what has been running for longest', async (t) => {
  let nowMs = 0
  const screen = screenOf(true)
  const progress = createProgress(3, 'cases', screen, { now: () => nowMs })
  progress.onBegin('a')
  nowMs = 2_000
  progress.onBegin('b')
  progress.onBegin('c')
  nowMs = 9_000
  progress.onEnd('c')
  t.equal(screen.written.at(-1), '\r\u001b[K1 of 3 cases, 9 s (a: 9 s)')
  progress.onEnd('a')
  t.equal(screen.written.at(-1), '\r\u001b[K2 of 3 cases, 9 s (b: 7 s)')
  progress.onEnd('b')
  t.equal(screen.written.at(-1), '\r\u001b[K3 of 3 cases, 9 s')
  progress.close()
  t.equal(screen.written.at(-1), '\r\u001b[K', 'and nothing of it stays')
})

t.test('on a terminal: a line that would wrap is cut', async (t) => {
  const screen = screenOf(true)
  const progress = createProgress(2, 'cases', screen, { now: () => 0 })
  progress.onBegin('x'.repeat(100))
  progress.onBegin('y')
  progress.onEnd('y')
  t.equal(screen.written.at(-1)?.length, '\r\u001b[K'.length + 79)
  progress.close()
})

t.test('elsewhere: a line every few seconds, and none for a short run', async (t) => {
  const screen = screenOf(false)
  const quick = createProgress(2, 'cases', screen)
  quick.onBegin('a')
  quick.onEnd('a')
  quick.close()
  t.strictSame(screen.written, [])
  let nowMs = 0
  const line = await new Promise((resolve) => {
    const times = { now: () => nowMs, lineEveryMs: 1 }
    const slow = createProgress(265, 'cases', screenOf(false, resolve), times)
    t.teardown(slow.close)
    slow.onBegin('a')
    slow.onBegin('b')
    slow.onEnd('a')
    nowMs = 14_200
  })
  t.equal(line, '1 of 265 cases, 14 s (b: 14 s)\n')
})
