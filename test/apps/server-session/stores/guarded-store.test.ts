import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import {
  aliceWith,
  anonymous,
  begin,
  guard,
  registry,
} from '../../../../apps/bench/growth/states.ts'
import { openFileStore } from '../../../../apps/server-session/stores/file.ts'
import { MemoryStore } from '../../../../apps/server-session/stores/memory.ts'
import type { StateStore } from '../../../../apps/server-session/stores/store.ts'
import { MOST_RETURNING, MOST_SEEN_ONCE } from '../../../../apps/server-session/stores/strangers.ts'
import { sha256 } from '../../../../shared/config/keys.ts'
import { Problem } from '../../../../shared/problems/problem.ts'
import { temporaryDirectory } from '../../../../shared/processes/start-server.ts'

const ID = 'the-session-id-that-the-cookie-holds'

async function onMemory(t: Test, limitBytes = 64 * 1024 * 1024) {
  const signIns = await registry(t)
  const store = new MemoryStore(limitBytes)
  return { ...guard(t, store, signIns), store, signIns }
}

t.test('the session id appears nowhere in the folder of a file store', async (t) => {
  const directory = temporaryDirectory(t)
  const signIns = await registry(t)
  const { get, set } = guard(t, openFileStore(directory, 3600), signIns)
  await begin(signIns, 'sign-in')
  await set(ID, aliceWith('sign-in'))
  t.match(await get(ID), { signIn: { username: 'alice' } })
  t.strictSame(readdirSync(directory), [`${sha256(ID)}.json`])
  t.notMatch(readFileSync(join(directory, `${sha256(ID)}.json`), 'utf8'), ID)
  t.equal(await get(sha256(ID)), null, 'what is found there leads to nothing')
})

t.test(
  'a state past its end is absent by the server’s clock, whatever the store says',
  async (t) => {
    const { get, set, store } = await onMemory(t)
    const real = Date.now
    t.teardown(() => Object.assign(Date, { now: real }))
    const expiresAt = real() + 1000
    await set(ID, anonymous(1, { expiresAt }))
    Date.now = () => expiresAt - 1
    t.ok(await get(ID))
    Date.now = () => expiresAt
    t.equal(await get(ID), null)
    t.equal(store.size, 1, 'the store still had it')
  },
)

t.test('a session with nothing in it yet is not kept', async (t) => {
  const { set, store } = await onMemory(t)
  await set(ID, { cookie: {} } as never)
  t.equal(store.size, 0)
})

t.test('only the state is kept, not what the library adds', async (t) => {
  const { get, set } = await onMemory(t)
  const state = anonymous(2)
  await set(ID, { ...state, cookie: { path: '/' } } as never)
  t.strictSame(await get(ID), state)
})

const DOWN: StateStore = {
  kind: 'down',
  get: () => Promise.reject(new Error('the password for the store is hunter2')),
  set: () => Promise.reject(new Error('out of disk')),
  destroy: () => Promise.reject(new Error('no connection')),
  ready: () => Promise.reject(new Error('no connection')),
  close: async () => {},
}

t.test('every failure is store-unavailable, with Retry-After and none of its words', async (t) => {
  const signIns = await registry(t)
  await begin(signIns, 'sign-in')
  const { guarded, get, set, destroy } = guard(t, DOWN, signIns)
  for (const [what, attempt] of Object.entries({
    get: () => get(ID),
    set: () => set(ID, aliceWith('sign-in')),
    'set of a stranger': () => set(ID, anonymous()),
    destroy: () => destroy(ID),
    forgetKey: () => guarded.forgetKey('key'),
    ready: () => guarded.ready(),
  })) {
    const problem: Problem = await attempt().then(
      () => t.fail(`${what} did not fail`),
      (error) => error,
    )
    t.ok(problem instanceof Problem, what)
    t.match(problem, { code: 'store-unavailable', statusCode: 503 }, what)
    t.match(problem.headers, { 'retry-after': '1' }, what)
    t.notMatch(JSON.stringify(problem), /hunter2|disk|connection/, what)
  }
})

t.test('15,000 robots leave room for 10,000 at most, and push out no one else', async (t) => {
  const { get, set, store, signIns } = await onMemory(t)
  await begin(signIns, 'sign-in')
  await set('alice', aliceWith('sign-in'))
  await set('regular', anonymous(1))
  await set('regular', anonymous(2))
  for (let i = 0; i < 15_000; i += 1) await set(`robot ${i}`, anonymous())
  t.equal(store.size, MOST_SEEN_ONCE + 2)
  t.match(await get('alice'), { signIn: { id: 'sign-in' } })
  t.match(await get('regular'), { visits: 2 })
  t.equal(await get('robot 4999'), null)
  t.ok(await get('robot 5000'))
})

t.test('robots that keep their cookies have a room too, and it is no larger', async (t) => {
  const { get, set, store, signIns } = await onMemory(t)
  await begin(signIns, 'sign-in')
  await set('alice', aliceWith('sign-in'))
  for (let i = 0; i < MOST_RETURNING + 500; i += 1) await set(`robot ${i}`, anonymous(2))
  t.equal(store.size, MOST_RETURNING + 1)
  t.ok(await get('alice'))
})

t.test(
  'states that the store refused do not make it keep more strangers than it may',
  async (t) => {
    const { set, store } = await onMemory(t)
    for (let i = 0; i < MOST_SEEN_ONCE; i += 1) await set(`robot ${i}`, anonymous())
    const real = store.set.bind(store)
    store.set = () => Promise.reject(new Error('no answer for a while'))
    for (let i = 0; i < 500; i += 1) await set(`refused ${i}`, anonymous()).catch(() => {})
    store.set = real
    for (let i = 0; i < MOST_SEEN_ONCE; i += 1) await set(`later ${i}`, anonymous())
    t.ok(store.size <= MOST_SEEN_ONCE, `${store.size} states are kept`)
  },
)
