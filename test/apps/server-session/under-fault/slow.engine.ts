/** An engine that answers late: in time, and all is as ever; too late, and it counts as not there. */
import t, { type Test } from 'tap'
import { ALICE } from '../../../../apps/inject-app.ts'
import { makeDatabase, startMariaDb } from '../../../../shared/processes/backends/mariadb.ts'
import { startRedis } from '../../../../shared/processes/backends/redis.ts'
import { startServer } from '../../../../shared/processes/start-server.ts'
import { until } from '../../../../shared/processes/until.ts'
import { Visitor } from '../../../../shared/visitor/visitor.ts'
import { type SlowProxy, slowProxy } from '../../../support/slow-proxy.ts'

const LATE_MS = 50

async function slow(t: Test, environment: NodeJS.ProcessEnv, proxy: SlowProxy): Promise<void> {
  const server = await startServer(t, 'server-session', environment)
  const visitor = new Visitor({ origin: new URL(server.url) })
  t.equal((await visitor.signIn(ALICE)).status, 200)
  proxy.delayMs = LATE_MS
  for (let visits = 1; visits <= 5; visits += 1) {
    const answer = await visitor.get('/')
    t.match(answer.json(), { visits, user: { username: 'alice' } })
    t.ok(
      answer.milliseconds >= LATE_MS,
      `${LATE_MS} ms late: ${Math.round(answer.milliseconds)} ms`,
    )
  }
  proxy.delayMs = 0
  proxy.hold()
  for (let i = 0; i < 5; i += 1) {
    const answer = await visitor.get('/me')
    t.equal(answer.status, 503)
    t.equal(answer.member('code'), 'store-unavailable')
    t.comment(`503 in ${Math.round(answer.milliseconds)} ms, while the engine's answer is held`)
  }
  proxy.release() // all that was held comes now, when nobody waits for it
  const back = performance.now()
  await until('ready', async () => (await visitor.get('/health/ready')).status === 200)
  t.comment(`ready ${Math.round(performance.now() - back)} ms after`)
  t.match((await visitor.get('/me')).json(), { visits: 5, user: { username: 'alice' } })
}

t.test('a slow Redis', async (t) => {
  const redis = await startRedis(t)
  if (redis === undefined) return
  const proxy = await slowProxy(t, redis.port)
  await slow(t, { STORE: `redis://127.0.0.1:${proxy.port}` }, proxy)
})

t.test('a slow MariaDB', async (t) => {
  const mariadb = await startMariaDb(t)
  if (mariadb === undefined) return
  const proxy = await slowProxy(t, mariadb.port)
  const url = `mysql://root@127.0.0.1:${proxy.port}/${await makeDatabase(mariadb.url)}`
  await slow(t, { STORE: url, ACCOUNTS_URL: url }, proxy)
})
