/**
 * A million sessions, put in through the store: what each takes is stated, and a sweep and a flood of strangers sign
 * nobody out. How long a request takes among them is the subject of million-over-http.
 */
import t, { type Test } from 'tap'
import { AT_ONCE, fill, MILLION, seededId } from '../../../apps/bench/growth/seed.ts'
import { aliceWith, anonymous, begin, guard, registry } from '../../../apps/bench/growth/states.ts'
import { MemoryStore } from '../../../apps/server-session/stores/memory.ts'
import { openRedisStore } from '../../../apps/server-session/stores/redis.ts'
import { parseRedisUrl } from '../../../apps/server-session/stores/redis-url.ts'
import type { StateStore } from '../../../apps/server-session/stores/store.ts'
import { MOST_SEEN_ONCE } from '../../../apps/server-session/stores/strangers.ts'
import { sha256 } from '../../../shared/config/keys.ts'
import { startRedis } from '../../../shared/processes/backends/redis.ts'

const FLOOD = 'a million strangers sign nobody out, and take the room of ten thousand'

async function holdsAMillion(t: Test, store: StateStore, bytes: () => Promise<number>) {
  await fill(store, 10_000)
  const before = await bytes()
  await fill(store, MILLION)
  const each = Math.round(((await bytes()) - before) / (MILLION - 10_000))
  t.comment(`${store.kind}: ${each} bytes for each session`)
}

async function flood(t: Test, store: StateStore, size: () => Promise<number>) {
  const signIns = await registry(t)
  await begin(signIns, 'alice')
  const { set, get } = guard(t, store, signIns)
  await set('alice', aliceWith('alice'))
  const before = await size()
  for (let i = 0; i < MILLION; i += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, j) => set(`robot ${i + j}`, anonymous())))
  }
  const more = (await size()) - before
  t.ok(more <= MOST_SEEN_ONCE, `${more} more states`)
  t.match(await get('alice'), { signIn: { id: 'alice' } })
  t.ok(await store.get(sha256(seededId(0))), 'the first of the million is there')
}

t.test('in memory', async (t) => {
  const store = new MemoryStore(2048 * 1024 * 1024)
  t.teardown(() => store.close())
  const heap = async () => process.memoryUsage().heapUsed
  await holdsAMillion(t, store, heap)
  t.ok(store.size >= MILLION, `${store.size} states`)

  await t.test(FLOOD, (t) => flood(t, store, async () => store.size))
  t.test('a sweep takes all that has ended', async (t) => {
    store.sweep(Date.now() + 7_200_000)
    t.equal(store.size, 0)
  })
})

t.test('in Redis', async (t) => {
  const redis = await startRedis(t)
  if (redis === undefined) return
  const store = await openRedisStore(parseRedisUrl(`redis://127.0.0.1:${redis.port}`))
  t.teardown(() => store.close())
  const used = async () => Number(/used_memory:(\d+)/.exec(await redis.cli('info', 'memory'))?.[1])
  await holdsAMillion(t, store, used)
  const keyspace = await redis.cli('info', 'keyspace')
  const [, keys, expires] = /keys=(\d+),expires=(\d+)/.exec(keyspace) ?? []
  t.ok(Number(keys) >= MILLION, `${keys} keys`)
  t.equal(expires, keys, 'each has an end, after which Redis drops it')

  const open = { ...store, close: async () => {} } // closed by this test, not by that one
  await t.test(FLOOD, (t) => flood(t, open, async () => Number(await redis.cli('dbsize'))))
})
