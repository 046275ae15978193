/** Rule 13: a write that began before the sign-out, and ends after it, does not bring it back. */
import t, { type Test } from 'tap'
import { aliceWith, begin, guard, registry } from '../../../../apps/bench/growth/states.ts'
import { cookieOf } from '../../../../apps/inject-app.ts'
import { MemoryStore } from '../../../../apps/server-session/stores/memory.ts'
import type { StateStore } from '../../../../apps/server-session/stores/store.ts'
import type { SignInRegistry } from '../../../../shared/accounts/sign-ins.ts'
import { JsonStore, sessionApp } from '../workarounds/session-app.ts'

type Place = 'before' | 'after'

/** A memory store whose next `set` is held up, before or after it has written, until released. */
class HeldStore extends MemoryStore implements StateStore {
  /** How often a `set` has come so far. */
  asked = 0
  #hold: { place: Place; arrived: () => void; released: Promise<void> } | undefined

  /** @returns a promise of the `set` having come so far, and what lets it go on */
  hold(place: Place) {
    let release = () => {}
    let arrived = () => {}
    const there = new Promise<void>((resolve) => (arrived = resolve))
    const released = new Promise<void>((resolve) => (release = resolve))
    this.#hold = { place, arrived, released }
    return { there, release }
  }

  override async set(...[key, state]: Parameters<MemoryStore['set']>): Promise<void> {
    this.asked += 1
    const hold = this.#hold
    this.#hold = undefined
    const wait = async (place: Place) => {
      if (hold?.place !== place) return
      hold.arrived()
      await hold.released
    }
    await wait('before')
    await super.set(key, state)
    await wait('after')
  }
}

/** The ways in which a sign-in ends, by the one who has it or by another of that user's. */
const ENDS = {
  'sign-out': ({ destroy }) => destroy('id'),
  'ending it from the list': async ({ guarded }, signIns) => {
    const ended = await signIns.end('sign-in', 'alice')
    await guarded.forgetKey(ended?.handle ?? '')
  },
  'sign-out everywhere': async ({ guarded }, signIns) => {
    for (const { handle } of await signIns.endAll('alice')) await guarded.forgetKey(handle ?? '')
  },
} satisfies Record<string, (on: ReturnType<typeof guard>, signIns: SignInRegistry) => unknown>

async function signedIn(t: Test) {
  const store = new HeldStore(1024 * 1024)
  const signIns = await registry(t)
  await begin(signIns, 'sign-in')
  const here = guard(t, store, signIns)
  const elsewhere = guard(t, store, signIns) // another instance on the same store and index
  await here.set('id', aliceWith('sign-in'))
  return { here, elsewhere, store, signIns, slow: aliceWith('sign-in', { visits: 2 }) }
}

for (const [name, end] of Object.entries(ENDS)) {
  for (const instance of ['here', 'elsewhere'] as const) {
    t.test(`${name}, ${instance}, against a slow write`, async (t) => {
      t.test('that has not yet renewed the sign-in', async (t) => {
        const { store, signIns, slow, ...on } = await signedIn(t)
        await end(on[instance], signIns)
        const { asked } = store
        await t.rejects(on.here.set('id', slow), { code: 'not-signed-in' })
        t.equal(store.size, 0)
        t.equal(store.asked, asked, 'the write never reaches the store')
      })
      for (const place of ['before', 'after'] as const) {
        const when = place === 'before' ? 'that has renewed, not written' : 'that has just written'
        t.test(when, async (t) => {
          const { store, signIns, slow, ...on } = await signedIn(t)
          const held = store.hold(place)
          const write = on.here.set('id', slow)
          await held.there
          await end(on[instance], signIns)
          held.release()
          await t.rejects(write, { code: 'not-signed-in' })
          t.equal(await on.here.get('id'), null)
          t.equal(store.size, 0)
          t.equal(await signIns.lives('sign-in'), false)
        })
      }
    })
  }
}

t.test('a slow write that nobody signs out of is kept', async (t) => {
  const { here, store, slow } = await signedIn(t)
  const held = store.hold('after')
  const write = here.set('id', slow)
  await held.there
  held.release()
  await write
  t.match(await here.get('id'), { visits: 2 })
})

t.test('a sign-in that ended before its first state was kept is never kept', async (t) => {
  const { here, store, signIns } = await signedIn(t)
  await begin(signIns, 'second')
  await signIns.endAll('alice')
  await t.rejects(here.set('new id', aliceWith('second')), { code: 'not-signed-in' })
  t.equal(await store.get('new id'), undefined)
})

t.test('control: a store without the guard brings the state back', async (t) => {
  const store = new HeldStore(1024 * 1024)
  t.teardown(() => store.close())
  await store.set('key', aliceWith('sign-in'))
  const held = store.hold('before')
  const write = store.set('key', aliceWith('sign-in', { visits: 2 }))
  await held.there
  await store.destroy('key')
  held.release()
  await write
  t.match(await store.get('key'), { signIn: { id: 'sign-in' } })
})

// https://github.com/expressjs/session/issues/632: the same in the library that it follows.
t.test(
  'control: @fastify/session on a plain store signs in again who has signed out',
  async (t) => {
    const app = await sessionApp(t, true, new JsonStore())
    let arrived = () => {}
    let release = () => {}
    const there = new Promise<void>((resolve) => (arrived = resolve))
    const released = new Promise<void>((resolve) => (release = resolve))
    app.post('/slow', async ({ session }) => {
      arrived()
      await released
      Object.assign(session, { note: 'written late' })
      await session.save()
      return {}
    })
    const headers = { cookie: cookieOf(await app.inject({ method: 'POST', url: '/login' })) }
    const slow = app.inject({ method: 'POST', url: '/slow', headers })
    await there
    await app.inject({ method: 'POST', url: '/logout', headers })
    t.strictSame((await app.inject({ url: '/', headers })).json(), { user: null })
    release()
    await slow
    t.strictSame((await app.inject({ url: '/', headers })).json(), { user: 'alice' })
  },
)
