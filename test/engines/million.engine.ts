/**
 * A million sessions, put in through the store: a request and a sign-in take as long at the end as at
 * the start, what each session takes is stated, and a sweep and a flood of strangers sign nobody out.
 */
import t, { type Test } from 'tap'
import { MemoryStore } from '../../apps/server-session/stores/memory.ts'
import { openRedisStore } from '../../apps/server-session/stores/redis.ts'
import { parseRedisUrl } from '../../apps/server-session/stores/redis-url.ts'
import type { StateStore } from '../../apps/server-session/stores/store.ts'
import { MOST_SEEN_ONCE } from '../../apps/server-session/stores/strangers.ts'
import { sha256 } from '../../shared/config/keys.ts'
import { aliceWith, anonymous, begin, guard, registry } from '../server-session/stores/states.ts'
import { startRedis } from '../support/engines/redis.ts'
import { AT_ONCE, fill, MILLION, middle, seededId } from './seed.ts'

const SAMPLES = 2000
const FLOOD = 'a million strangers sign nobody out, and take the room of ten thousand'
/** Ends of the middle half are compared, so that a busy machine's pauses do not count. */
const MOST_TIMES_SLOWER = 2

/** Milliseconds that the middle one of many takes: a read, then a sign-in's write. */
async function takes(store: StateStore, among: number): Promise<{ read: number; write: number }> {
  const read: number[] = []
  const write: number[] = []
  for (let i = 0; i < SAMPLES; i += 1) {
    const key = sha256(seededId(Math.floor((i / SAMPLES) * among)))
    const began = performance.now()
    const state = await store.get(key)
    const between = performance.now()
    await store.set(sha256(`new ${among} ${i}`), state ?? anonymous())
    read.push(between - began)
    write.push(performance.now() - between)
  }
  return { read: middle(read), write: middle(write) }
}

async function holdsAMillion(t: Test, store: StateStore, bytes: () => Promise<number>) {
  await fill(store, 10_000)
  await takes(store, 10_000) // what runs for the first time is slower
  const start = await takes(store, 10_000)
  const before = await bytes()
  await fill(store, MILLION)
  const each = Math.round(((await bytes()) - before) / (MILLION - 10_000))
  const end = await takes(store, MILLION)
  t.comment(`${store.kind}: ${each} bytes for each session`)
  for (const what of ['read', 'write'] as const) {
    const ratio = end[what] / start[what]
    t.ok(ratio < MOST_TIMES_SLOWER, `${what} among a million: ${ratio.toFixed(2)} times the time`)
  }
  return each
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
    const began = performance.now()
    store.sweep(Date.now() + 7_200_000)
    t.equal(store.size, 0, `swept in ${Math.round(performance.now() - began)} ms`)
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
