/** Every instance is replaced while visitors are at work: no request and no session is lost. */
import t from 'tap'
import { Load } from '../stores-under-fault/load.ts'
import { STYLES } from '../support/server.ts'
import { startScaled } from './start-scaled.ts'

const SECONDS = 25
const PER_SECOND = 70

t.test('a rolling restart under load', async (t) => {
  const out = await startScaled(t)
  if (out === undefined) return
  const loads = await Promise.all(
    STYLES.map(async (style) => {
      const leavers = style === 'server-session' ? 5 : 0 // elsewhere a copy lives on
      const load = new Load(out.url(style), { visitors: 25, leavers, keepAlive: false })
      t.teardown(() => load.close())
      await load.signIn(SECONDS)
      return { style, load }
    }),
  )
  const running = loads.map(async ({ style, load }) => ({
    style,
    ...(await load.run(SECONDS, PER_SECOND)),
  }))
  const began = performance.now()
  await out.scaled.rollingRestart()
  const took = (performance.now() - began) / 1000
  t.ok(took < SECONDS, `six instances replaced in ${took.toFixed(1)} s, while the load went on`)
  for (const { style, violations, failures, requests, slowestMs } of await Promise.all(running)) {
    t.strictSame(violations.slice(0, 10), [], `${style}: every answer is what its visitor expects`)
    t.equal(failures, 0, `${style}: none of ${requests} requests failed; slowest ${slowestMs} ms`)
  }
})
