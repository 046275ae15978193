import t, { type Test } from 'tap'
import { anonymous } from '../../../../apps/bench/growth/states.ts'
import { MemoryStore } from '../../../../apps/server-session/stores/memory.ts'
import { StoreFull } from '../../../../apps/server-session/stores/store.ts'

function memory(t: Test, limitBytes = 1024 * 1024): MemoryStore {
  const store = new MemoryStore(limitBytes)
  t.teardown(() => store.close())
  return store
}

/** Sets states with these notes until one is refused. @returns how many there was room for */
async function fill(store: MemoryStore, text: string): Promise<number> {
  for (let count = 0; ; count += 1) {
    try {
      await store.set(`key ${count}`, anonymous(1, { notes: [['note', text]] }))
    } catch (refusal) {
      if (refusal instanceof StoreFull) return count
      throw refusal
    }
  }
}

t.test('it keeps JSON, as every other store does: nothing is shared', async (t) => {
  const store = memory(t)
  const state = anonymous(1, { notes: [['a', 'first']], signIn: undefined })
  const made = { made: new Date(0) }
  await store.set('key', { ...state, ...made })
  state.notes.push(['b', 'pushed after it was set'])
  const got = await store.get('key')
  t.strictSame(got?.notes, [['a', 'first']])
  t.match(got, { made: '1970-01-01T00:00:00.000Z' }, 'a Date is a string')
  t.notOk(Object.hasOwn(got ?? {}, 'signIn'), 'what is undefined is not there')
  got?.notes.push(['c', 'pushed into what was read'])
  t.strictSame((await store.get('key'))?.notes, [['a', 'first']])
})

t.test('what is not there is undefined, and deleting it is no error', async (t) => {
  const store = memory(t)
  t.equal(await store.get('nobody'), undefined)
  await store.destroy('nobody')
  await store.set('key', anonymous())
  await store.destroy('key')
  t.equal(await store.get('key'), undefined)
  t.equal(store.size, 0)
})

t.test('when it is full a new state is refused, and none is pushed out', async (t) => {
  const store = memory(t, 100_000)
  const count = await fill(store, 'x'.repeat(1000))
  t.ok(count > 10 && count < 100, `room for ${count}`)
  t.equal(store.size, count)
  for (let i = 0; i < count; i += 1) t.ok(await store.get(`key ${i}`), `key ${i} is still there`)
  await t.rejects(store.set('one more', anonymous(1, { notes: [['n', 'x'.repeat(1000)]] })), {
    name: 'StoreFull',
  })
})

t.test('when it is full, a state that is there can shrink, and what goes makes room', async (t) => {
  const store = memory(t, 100_000)
  const count = await fill(store, 'x'.repeat(1000))
  const large = anonymous(1, { notes: [['n', 'x'.repeat(3000)]] })
  await t.rejects(store.set('key 0', large), { name: 'StoreFull' }, 'it can not grow')
  t.match((await store.get('key 0'))?.notes, [['note', 'x'.repeat(1000)]], 'and stays as it was')
  await store.set('key 0', anonymous())
  for (const key of ['key 1', 'key 2', 'key 3', 'key 3', 'nobody']) await store.destroy(key)
  await store.set('key 0', large)
  t.equal(store.size, count - 3)
})

t.test('bytes given back are the bytes taken: it can be filled again and again', async (t) => {
  const store = memory(t, 100_000)
  const first = await fill(store, 'x'.repeat(500))
  for (let round = 0; round < 5; round += 1) {
    for (let i = 0; i < first; i += 1) await store.destroy(`key ${i}`)
    t.equal(await fill(store, 'x'.repeat(500)), first)
  }
})

t.test('the limit is one of bytes: text that takes two for each letter fits half', async (t) => {
  // V8 keeps a string with a letter beyond Latin-1 in two bytes for each.
  const latin = await fill(memory(t), 'x'.repeat(10_000))
  const cyrillic = await fill(memory(t), 'ж'.repeat(10_000))
  t.ok(cyrillic < latin * 0.6, `${latin} states of Latin text, ${cyrillic} of Cyrillic`)
})

t.test('a sweep drops what ended before the time that it is given', async (t) => {
  const store = memory(t)
  const now = Date.now()
  await store.set('ended', anonymous(1, { expiresAt: now - 1 }))
  await store.set('ends now', anonymous(1, { expiresAt: now }))
  await store.set('lives', anonymous(1, { expiresAt: now + 1 }))
  store.sweep(now)
  t.equal(store.size, 1)
  t.ok(await store.get('lives'))
  store.sweep(now + 1)
  t.equal(store.size, 0)
})

t.test('a full store sweeps before it refuses', async (t) => {
  const store = memory(t, 100_000)
  const ended = anonymous(1, { expiresAt: Date.now() - 1, notes: [['n', 'x'.repeat(90_000)]] })
  await store.set('ended', ended)
  await store.set('new', anonymous(1, { notes: [['n', 'x'.repeat(90_000)]] }))
  t.equal(store.size, 1)
  t.ok(await store.get('new'))
})

t.test('a full store is not swept for each of a crowd that comes', async (t) => {
  const store = memory(t, 100_000)
  const count = await fill(store, 'x'.repeat(1000))
  let sweeps = 0
  const sweep = store.sweep.bind(store)
  store.sweep = (now) => {
    sweeps += 1
    sweep(now)
  }
  const large = anonymous(1, { notes: [['n', 'x'.repeat(1000)]] })
  let nowMs = performance.now() + 1000
  const { now } = performance
  t.teardown(() => Object.assign(performance, { now }))
  Object.assign(performance, { now: () => nowMs })
  for (let i = 0; i < 1000; i += 1) {
    await t.rejects(store.set(`robot ${i}`, large), { name: 'StoreFull' })
  }
  t.equal(sweeps, 1, 'once, for all that come within a second')
  nowMs += 1000
  await t.rejects(store.set('robot', large), { name: 'StoreFull' })
  t.equal(sweeps, 2, 'and once more in the next second')
  t.equal(store.size, count)
})
