/** Ending sign-ins while the store fails: what was answered with an error can be done again, wholly. */
import t, { type Test } from 'tap'
import { aliceWith, begin, guard, registry } from '../../../../apps/bench/growth/states.ts'
import { MemoryStore } from '../../../../apps/server-session/stores/memory.ts'
import type { SignInRegistry } from '../../../../shared/accounts/sign-ins.ts'

/** Two sign-ins of alice, and a store that can fail to destroy. */
async function twoDevices(t: Test) {
  const store = new MemoryStore(1024 * 1024)
  const signIns = await registry(t)
  const on = guard(t, store, signIns)
  for (const device of ['phone', 'desk']) {
    await begin(signIns, device)
    await on.set(`id of ${device}`, aliceWith(device))
  }
  const real = store.destroy.bind(store)
  const fail = () => {
    store.destroy = () => Promise.reject(new Error('no answer for a while'))
  }
  const recover = () => Object.assign(store, { destroy: real })
  return { ...on, signIns, store, fail, recover }
}

/** As `POST /logout/everywhere` does. */
async function everywhere({ guarded }: ReturnType<typeof guard>, signIns: SignInRegistry) {
  for (const { handle } of await signIns.endAll('alice')) {
    if (handle !== null) await guarded.forgetKey(handle)
  }
}

t.test('a sign-out that failed can be done again', async (t) => {
  const { get, destroy, fail, recover } = await twoDevices(t)
  fail()
  await t.rejects(destroy('id of desk'), { code: 'store-unavailable' })
  recover()
  await destroy('id of desk')
  t.equal(await get('id of desk'), null)
  t.ok(await get('id of phone'), 'the other goes on')
})

t.test('a sign-out everywhere that failed, done again, has ended every sign-in', async (t) => {
  const { signIns, fail, recover, ...on } = await twoDevices(t)
  fail()
  await t.rejects(everywhere(on, signIns), { code: 'store-unavailable' })
  recover()
  await everywhere(on, signIns)
  t.equal(await on.get('id of desk'), null)
  t.equal(await on.get('id of phone'), null)
})
