/** Engines that are there and refuse what was configured: one sentence, status 1, no password. */
import t from 'tap'
import { makeDatabase, startMariaDb } from '../../../shared/processes/backends/mariadb.ts'
import { startOneNodeCluster, startRedis } from '../../../shared/processes/backends/redis.ts'
import { refused, WRONG_PASSWORD as WRONG } from './refused.ts'

t.test('MariaDB', async (t) => {
  const mariadb = await startMariaDb(t)
  if (mariadb === undefined) return
  const database = await makeDatabase(mariadb.url)
  const user = await mariadb.makeUser(database, 'right')
  const address = `127.0.0.1:${mariadb.port}`
  for (const setting of ['STORE', 'ACCOUNTS_URL']) {
    const wrong = { [setting]: `mysql://${user}:${WRONG}@${address}/${database}` }
    await refused(t, wrong, new RegExp(`${setting}: .*refuses this user or password`))
    const none = { [setting]: `mysql://root@${address}/no_such_database` }
    await refused(t, none, new RegExp(`${setting}: .*no such database`))
  }
  const other = await makeDatabase(mariadb.url)
  const forbidden = { STORE: `mysql://${user}:right@${address}/${other}` }
  await refused(t, forbidden, /STORE: this user may not use/)
})

t.test('Redis', async (t) => {
  const redis = await startRedis(t, '--requirepass', 'right')
  if (redis === undefined) return
  await refused(t, { STORE: `redis://:${WRONG}@127.0.0.1:${redis.port}` }, /STORE: Redis refuses/)
  await refused(t, { STORE: `redis://127.0.0.1:${redis.port}` }, /STORE: Redis refuses/)
})

t.test('a Redis Cluster', async (t) => {
  const redis = await startOneNodeCluster(t, '--requirepass', 'right')
  if (redis === undefined) return
  const STORE = `redis-cluster://:${WRONG}@127.0.0.1:${redis.port}`
  await refused(t, { STORE }, /STORE: Redis refuses/)
})
