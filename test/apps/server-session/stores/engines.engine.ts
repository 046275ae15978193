/** What each store elsewhere does by itself, under what is common to all. */
import t, { type Test } from 'tap'
import {
  aliceWith,
  anonymous,
  begin,
  guard,
  registry,
} from '../../../../apps/bench/growth/states.ts'
import { openMysqlStore } from '../../../../apps/server-session/stores/mysql.ts'
import { openRedisStore } from '../../../../apps/server-session/stores/redis.ts'
import { openRedisClusterStore } from '../../../../apps/server-session/stores/redis-cluster.ts'
import { parseRedisUrl } from '../../../../apps/server-session/stores/redis-url.ts'
import type { StateStore } from '../../../../apps/server-session/stores/store.ts'
import { sha256 } from '../../../../shared/config/keys.ts'
import { makeDatabase, said, startMariaDb } from '../../../../shared/processes/backends/mariadb.ts'
import { startRedis, startRedisCluster } from '../../../../shared/processes/backends/redis.ts'
import { until } from '../../../../shared/processes/until.ts'

const ID = 'the-session-id-that-the-cookie-holds'

async function keepsStates(t: Test, store: StateStore): Promise<void> {
  const state = anonymous(3, { notes: [['__proto__', "ünï 👩‍🔬 '; -- \\"]] })
  await store.set('key', state)
  t.strictSame(await store.get('key'), state, 'a state comes back as it was set')
  await store.set('key', { ...state, visits: 4 })
  t.match(await store.get('key'), { visits: 4 }, 'the last one holds')
  t.equal(await store.get('another'), undefined)
  t.equal(await store.get('KEY'), undefined, 'a key is of its letters’ case')
  await store.destroy('key')
  await store.destroy('key')
  t.equal(await store.get('key'), undefined)
  const large = anonymous(1, { notes: [['large', 'ж'.repeat(32_000)]] })
  await store.set('large', large)
  t.strictSame(await store.get('large'), large, '64 KB come back whole')
  await t.resolves(store.ready())
}

const GARBLED = ['', '{"state":{"visits":1', 'garbage', 'null', '1', '"text"', '[]', '{}']

t.test('MariaDB', async (t) => {
  const server = await startMariaDb(t)
  if (server === undefined) return
  const url = server.url + (await makeDatabase(server.url))
  const store = await openMysqlStore(url)
  t.teardown(() => store.close())
  await keepsStates(t, store)

  t.test('the session id is nowhere in the table', async (t) => {
    const signIns = await registry(t)
    await begin(signIns, 'sign-in')
    const { set, get } = guard(t, { ...store, close: async () => {} }, signIns)
    await set(ID, aliceWith('sign-in'))
    const rows = JSON.stringify(await said(url, 'SELECT * FROM sessions'))
    t.match(rows, sha256(ID))
    t.notMatch(rows, ID)
    t.equal(await get(sha256(ID)), null, 'what is found there leads to nothing')
  })
  t.test('a row that is cut or garbled counts as absent, and can be written again', async (t) => {
    for (const text of GARBLED) {
      await store.set('garbled', anonymous())
      await said(url, `UPDATE sessions SET data = '${text}' WHERE session_id = 'garbled'`)
      t.equal(await store.get('garbled'), undefined, text)
      await store.set('garbled', anonymous(2))
      t.match(await store.get('garbled'), { visits: 2 })
    }
  })
  t.test('a look at it, and a sweep, read by an index', async (t) => {
    for (const [sql, index] of [
      ["SELECT data FROM sessions WHERE session_id = 'x'", 'PRIMARY'],
      ['DELETE FROM sessions WHERE expires < 1 LIMIT 10', 'sessions_by_expiry'],
    ]) {
      const [plan] = await said<{ key: string | null; Extra: string }[]>(url, `EXPLAIN ${sql}`)
      t.ok(plan?.key === index || plan?.Extra.includes('const'), JSON.stringify(plan))
    }
  })
})

async function onRedis(
  t: Test,
  store: StateStore,
  cli: (...words: string[]) => Promise<string>,
): Promise<void> {
  t.teardown(() => store.close())
  await keepsStates(t, store)
  for (const text of GARBLED) {
    await cli('set', 'session:garbled', text)
    const got = (await store.get('garbled')) as { expiresAt?: number } | undefined
    t.notOk(got?.expiresAt, `${text} is no state`)
    await store.set('garbled', anonymous(2))
    t.match(await store.get('garbled'), { visits: 2 })
  }
  await store.set('tidy', anonymous(1, { expiresAt: Date.now() + 10_000 }))
  const seconds = Number(await cli('ttl', 'session:tidy'))
  t.ok(seconds > 10 && seconds <= 70, `Redis tidies up some time after the end: ${seconds} s`)
}

t.test('Redis', async (t) => {
  const redis = await startRedis(t)
  if (redis === undefined) return
  const open = () => openRedisStore(parseRedisUrl(`redis://127.0.0.1:${redis.port}`))
  const store = await open()
  await onRedis(t, store, redis.cli)

  t.test('the session id is nowhere in it', async (t) => {
    const signIns = await registry(t)
    await begin(signIns, 'sign-in')
    const { set, get } = guard(t, await open(), signIns)
    await set(ID, aliceWith('sign-in'))
    const keys = await redis.cli('keys', '*')
    t.match(keys, sha256(ID))
    t.notMatch(keys + (await redis.cli('get', `session:${sha256(ID)}`)), ID)
    t.equal(await get(sha256(ID)), null, 'what is found there leads to nothing')
  })
  t.test('full: strangers go for who signs in, and who is signed in stays', async (t) => {
    const signIns = await registry(t)
    const on = guard(t, await open(), signIns)
    await begin(signIns, 'first')
    await on.set('first', aliceWith('first'))
    const notes: [string, string][] = [['note', 'x'.repeat(10_000)]]
    const used = Number(/used_memory:(\d+)/.exec(await redis.cli('info', 'memory'))?.[1])
    await redis.cli('config', 'set', 'maxmemory', String(used + 2_000_000))
    await redis.cli('config', 'set', 'maxmemory-policy', 'noeviction')
    for (let i = 0; i < 300; i += 1) await on.set(`robot ${i}`, anonymous(1, { notes }))
    t.equal(await on.get('robot 0'), null, 'the first of the robots is gone')
    t.ok(await on.get('robot 299'), 'the last is there')
    await begin(signIns, 'last')
    await on.set('last', aliceWith('last', { notes }))
    t.ok(await on.get('first'), 'who was signed in is')
    t.ok(await on.get('last'), 'and so is who came')
  })
})

t.test('Redis with a replica: with ?wait=1 a write counts when the replica has it', async (t) => {
  const redis = await startRedis(t)
  const replica = await startRedis(t)
  if (redis === undefined || replica === undefined) return
  const store = await openRedisStore(parseRedisUrl(`redis://127.0.0.1:${redis.port}/?wait=1`))
  t.teardown(() => store.close())
  await t.rejects(store.set('key', anonymous()), /no replica has it/)
  await replica.cli('replicaof', '127.0.0.1', String(redis.port))
  await until('replicated', () =>
    store.set('key', anonymous(2)).then(
      () => true,
      () => false,
    ),
  )
  t.match(await replica.cli('get', 'session:key'), /"visits":2/)
})

t.test('a Redis Cluster', async (t) => {
  const nodes = await startRedisCluster(t)
  const [first] = nodes ?? []
  if (nodes === undefined || first === undefined) return
  const url = `redis-cluster://127.0.0.1:${first.port}` // one of them tells of the others
  const store = await openRedisClusterStore(parseRedisUrl(url))
  await onRedis(t, store, (...words) => first.cli('-c', ...words))
  const sizes = () => Promise.all(nodes.slice(0, 3).map((node) => node.cli('dbsize')))
  for (let i = 0; i < 100; i += 1) await store.set(`key ${i}`, anonymous(i))
  t.ok(
    (await sizes()).every((size) => Number(size) > 10),
    'every master has a part',
  )
  for (let i = 0; i < 100; i += 1) t.match(await store.get(`key ${i}`), { visits: i })
})
