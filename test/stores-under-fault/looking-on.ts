/** While a store is away: what needs none answers as ever, and the health route says so. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Test } from 'tap'
import { until } from '../support/until.ts'

/** What answers without a store is asked this often. */
const LOOK_MS = 100

/** @param what is away, in words. @returns ends it, when the store is there again */
export function lookOn(t: Test, url: string, what: string): () => Promise<void> {
  let over = false
  const slow: string[] = []
  let notReady = 0
  const looking = (async () => {
    while (!over) {
      const began = performance.now()
      const [about, ready] = await Promise.all(
        ['/about', '/health/ready'].map(async (path) => (await fetch(url + path)).status),
      )
      const took = performance.now() - began
      if (about !== 200 || took > 1000) slow.push(`/about ${about}, both in ${Math.round(took)} ms`)
      if (ready === 503) notReady += 1
      await delay(LOOK_MS)
    }
  })()
  return async () => {
    await until(`${what}: ready again`, async () => {
      return (await fetch(`${url}/health/ready`)).status === 200
    })
    over = true
    await looking
    t.strictSame(slow, [], `${what}: what needs no store answers as ever`)
    t.ok(notReady > 0, `${what}: /health/ready said 503, ${notReady} times`)
  }
}
