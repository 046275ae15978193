/** Every instance is replaced while visitors are at work: no request and no session is lost. */
import t, { type Test } from 'tap'
import { STYLES } from '../../../shared/styles.ts'
import { STEPS } from '../server-session/under-fault/account.ts'
import { Load } from '../server-session/under-fault/load.ts'
import { type ScaledOut, startScaled } from './start-scaled.ts'

/** For each of the three styles. */
const PER_SECOND = 70
const OLD = 'an-old-secret-of-more-than-32-bytes!'
const NEW = 'a-new-secret-of-more-than-32-bytes!!'

/** @param deploy what is done while the load goes on, which goes on until it is done */
async function whileTheyWork(
  t: Test,
  out: ScaledOut,
  seconds: number,
  deploy: (loads: Load[]) => Promise<unknown>,
): Promise<void> {
  const loads = await Promise.all(
    STYLES.map(async (style) => {
      const leavers = style === 'server-session' ? 5 : 0 // elsewhere a copy lives on
      const load = new Load(out.url(style), { visitors: 25, leavers, keepAlive: false })
      t.teardown(() => load.close())
      await load.signIn(seconds)
      return { style, load }
    }),
  )
  const deployed = deploy(loads.map(({ load }) => load))
  const running = loads.map(async ({ style, load }) => {
    const result = await load.run(seconds, PER_SECOND, deployed)
    return { style, ...result, violations: await load.check() }
  })
  await deployed
  for (const { style, violations, failures, requests, slowestMs } of await Promise.all(running)) {
    t.strictSame(violations.slice(0, 10), [], `${style}: every answer is what its visitor expects`)
    t.equal(failures, 0, `${style}: none of ${requests} requests failed; slowest ${slowestMs} ms`)
  }
}

t.test('a rolling restart under load', async (t) => {
  const out = await startScaled(t)
  if (out !== undefined) await whileTheyWork(t, out, 25, () => out.scaled.rollingRestart())
})

t.test('a new secret under load: learnt, then signed with, then alone', async (t) => {
  const out = await startScaled(t, { SECRETS: OLD })
  if (out === undefined) return
  await whileTheyWork(t, out, 60, async (loads) => {
    for (const SECRETS of [`${OLD},${NEW}`, `${NEW},${OLD}`, NEW]) {
      out.settings.SECRETS = SECRETS
      await out.scaled.rollingRestart()
      // What the old one signed is in use until its visitor has come again.
      await Promise.all(loads.map((load) => load.everyoneHasAsked(STEPS.length)))
    }
  })
})
