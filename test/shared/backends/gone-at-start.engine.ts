/** Engines that are not there when the server starts, and come later (contract, rule 12). */
import t, { type Test } from 'tap'
import { ALICE } from '../../../apps/inject-app.ts'
import { makeDatabase, startMariaDb } from '../../../shared/processes/backends/mariadb.ts'
import { startRedis, startRedisCluster } from '../../../shared/processes/backends/redis.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { until } from '../../../shared/processes/until.ts'
import type { StyleName } from '../../../shared/styles.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

/** A connection that is refused is known at once; all else is waited for, however busy the machine. */
const PATIENT = new URL('../../support/patient.js', import.meta.url).href
const PASSWORD = 'a-password-that-must-not-be-seen'

interface Engine {
  /** What the server is started with. */
  environment: NodeJS.ProcessEnv
  stop(): Promise<unknown>
  again(): Promise<unknown>
}

async function comesLater(t: Test, style: StyleName, engine: Engine): Promise<void> {
  await engine.stop()
  const settings = { ...engine.environment, LOG_LEVEL: 'debug' }
  const server = await startServer(t, style, settings, ['--import', PATIENT])
  const origin = new URL(server.url)
  const visitor = new Visitor({ origin })
  for (const path of ['/about', '/health/live', '/openapi.json']) {
    t.equal((await visitor.get(path)).status, 200, `${path} answers`)
  }
  for (const answer of [await visitor.get('/health/ready'), await visitor.signIn(ALICE)]) {
    t.equal(answer.status, 503, answer.name)
    t.equal(answer.member('code'), 'store-unavailable')
    t.match(answer.header('retry-after'), /^[1-9]\d*$/)
    t.comment(`503 in ${Math.round(answer.milliseconds)} ms, while the engine is not there`)
    t.strictSame(answer.headers('set-cookie'), [])
  }
  await engine.again()
  const back = performance.now()
  await until('ready', async () => (await visitor.get('/health/ready')).status === 200)
  t.comment(`ready ${Math.round(performance.now() - back)} ms after the engine came`)
  t.equal((await visitor.signIn(ALICE)).status, 200, 'who signs in is known')
  t.match((await visitor.get('/me')).json(), { user: { username: 'alice' } })
  t.notMatch(JSON.stringify((await visitor.get('/about')).json()), PASSWORD)

  await engine.stop()
  t.equal(await server.stop(), 0, 'it stops in order, also without its engine')
  t.notMatch(server.output(), PASSWORD, 'the log holds no password')
  t.match(server.output(), /store-unavailable/, 'but what happened')
}

t.test('Redis', async (t) => {
  const redis = await startRedis(t, '--requirepass', PASSWORD)
  if (redis === undefined) return
  await comesLater(t, 'server-session', {
    environment: { STORE: `redis://:${PASSWORD}@127.0.0.1:${redis.port}` },
    stop: () => redis.process.kill(),
    again: () => redis.again(),
  })
})

t.test('a Redis Cluster', async (t) => {
  const nodes = await startRedisCluster(t)
  if (nodes === undefined) return
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`)
  await comesLater(t, 'server-session', {
    environment: { STORE: `redis-cluster://${addresses.join(',')}` },
    stop: () => Promise.all(nodes.map(({ process }) => process.kill())),
    again: async () => {
      await Promise.all(nodes.map((node) => node.again()))
      for (const node of nodes) {
        await until('the cluster is whole', async () =>
          /cluster_state:ok/.test(await node.cli('cluster', 'info')),
        )
      }
    },
  })
})

t.test('MariaDB', async (t) => {
  const mariadb = await startMariaDb(t)
  if (mariadb === undefined) return
  const engine = async (settings: (url: string) => NodeJS.ProcessEnv): Promise<Engine> => {
    if (mariadb.process.ended()) await mariadb.again()
    const database = await makeDatabase(mariadb.url)
    const user = await mariadb.makeUser(database, PASSWORD)
    return {
      environment: settings(`mysql://${user}:${PASSWORD}@127.0.0.1:${mariadb.port}/${database}`),
      stop: () => mariadb.process.kill(),
      again: () => mariadb.again(),
    }
  }
  t.test('for sessions', async (t) => {
    await comesLater(t, 'server-session', await engine((STORE) => ({ STORE })))
  })
  t.test('for sessions and accounts', async (t) => {
    const both = await engine((url) => ({ STORE: url, ACCOUNTS_URL: url }))
    await comesLater(t, 'server-session', both)
  })
  t.test('for accounts, of a style without a store', async (t) => {
    await comesLater(t, 'jwt', await engine((ACCOUNTS_URL) => ({ ACCOUNTS_URL })))
  })
})
