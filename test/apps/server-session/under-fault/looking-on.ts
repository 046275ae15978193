/** While a store is away: what needs none is answered all the same, and the health route says that it is away. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Test } from 'tap'
import { until } from '../../../../shared/processes/until.ts'

/** What answers without a store is asked this often. */
const LOOK_MS = 100

interface Looking {
  /** Waits until the health route has said that the store is away. */
  noticed(): Promise<unknown>
  /** Ends it, when the store is there again. */
  end(): Promise<void>
}

/** @param what is away, in words */
export function lookOn(t: Test, url: string, what: string): Looking {
  let over = false
  const refused: string[] = []
  let notReady = 0
  let slowestMs = 0
  const looking = (async () => {
    while (!over) {
      const began = performance.now()
      const [about, ready] = await Promise.all(
        ['/about', '/health/ready'].map(async (path) => (await fetch(url + path)).status),
      )
      slowestMs = Math.max(slowestMs, performance.now() - began)
      if (about !== 200) refused.push(`/about ${about}`)
      if (ready === 503) notReady += 1
      await delay(LOOK_MS)
    }
  })()
  const noticed = () => until(`${what}: not ready`, () => notReady > 0)
  const end = async () => {
    await until(`${what}: ready again`, async () => {
      return (await fetch(`${url}/health/ready`)).status === 200
    })
    over = true
    await looking
    t.strictSame(refused, [], `${what}: what needs no store is answered all the same`)
    t.ok(notReady > 0, `${what}: /health/ready said 503, ${notReady} times`)
    t.comment(`${what}: /about and /health/ready within ${Math.round(slowestMs)} ms`)
  }
  return { noticed, end }
}
