import t from 'tap'
import { progress } from '../../../apps/conformance/progress.ts'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import type { ConformanceCase } from '../../../shared/conformance/case.ts'

const [first, second, third] = allCases as [ConformanceCase, ConformanceCase, ConformanceCase]

function ended(each: ConformanceCase) {
  return { case: each, verdict: 'pass' as const, reason: '', exchanges: [], milliseconds: 1 }
}

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

t.test('on a terminal: a counter with the case that has been under way for longest', async (t) => {
  let nowMs = 0
  const screen = screenOf(true)
  const seen = progress(3, screen, { now: () => nowMs })
  seen.onBegin(first)
  nowMs = 2_000
  seen.onBegin(second)
  seen.onBegin(third)
  nowMs = 9_000
  seen.onResult(ended(third))
  t.equal(screen.written.at(-1), `\r\u001b[K1 of 3 cases, 9 s (${first.id}: 9 s)`)
  seen.onResult(ended(first))
  t.match(screen.written.at(-1), `2 of 3 cases, 9 s (${second.id}: 7 s)`)
  seen.onResult(ended(second))
  t.equal(screen.written.at(-1), '\r\u001b[K3 of 3 cases, 9 s')
  seen.end()
  t.equal(screen.written.at(-1), '\r\u001b[K', 'and nothing of it stays')
})

t.test('elsewhere: a line every few seconds, and none for a short run', async (t) => {
  const screen = screenOf(false)
  const quick = progress(2, screen)
  quick.onBegin(first)
  quick.onResult(ended(first))
  quick.end()
  t.strictSame(screen.written, [])
  let nowMs = 0
  const line = await new Promise((resolve) => {
    const slow = progress(265, screenOf(false, resolve), { now: () => nowMs, lineEveryMs: 1 })
    t.teardown(slow.end)
    slow.onBegin(first)
    slow.onResult(ended(first))
    nowMs = 14_200
  })
  t.equal(line, '1 of 265 cases, 14 s\n')
})
