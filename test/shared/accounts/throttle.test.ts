import t from 'tap'
import { guess, HERE, know, LIMITS, throttle, times } from './accounts.ts'

const REFUSED = 'too-many-attempts'

t.test('failures count, up to the limit; past it a right password is refused too', async (t) => {
  const on = await throttle(t)
  t.strictSame(await times(3, () => guess(on)), ['wrong', 'wrong', 'wrong'])
  t.equal(await guess(on), REFUSED)
  t.equal(await know(on), REFUSED)
  t.equal(await know(on, 'bob'), 'right', 'another account from there is not')
  t.equal(await know(on, 'alice', '192.0.2.2'), 'right', 'nor this one from elsewhere')
})

t.test('only failures count', async (t) => {
  const on = await throttle(t)
  t.strictSame(new Set(await times(50, () => know(on))), new Set(['right']))
  t.strictSame(await times(3, () => guess(on)), ['wrong', 'wrong', 'wrong'])
})

t.test('a right password takes no failure back', async (t) => {
  const on = await throttle(t)
  await times(2, () => guess(on))
  await know(on)
  t.equal(await guess(on), 'wrong')
  t.equal(await guess(on), REFUSED)
})

t.test('past the limit the password is not looked at', async (t) => {
  const on = await throttle(t)
  await times(3, () => guess(on))
  let looked = false
  const check = async () => (looked = true)
  await t.rejects(on.attempt('alice', HERE, check), { code: REFUSED, statusCode: 429 })
  t.equal(looked, false)
})

t.test('Retry-After tells the seconds until the window ends', async (t) => {
  const on = await throttle(t)
  const began = Date.now()
  await times(3, () => guess(on))
  const refusal = await on.attempt('alice', HERE, async () => true).catch((error) => error)
  const seconds = Number(refusal.headers['retry-after'])
  const most = LIMITS.windowSeconds
  t.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= most, `${seconds}`)
  t.ok(seconds * 1000 >= began + most * 1000 - Date.now(), 'it does not promise too much')
})

t.test(
  'when the window has ended there is room again, however many were refused in it',
  async (t) => {
    const on = await throttle(t)
    await times(3, () => guess(on))
    await times(30, () => guess(on))
    const real = Date.now
    t.teardown(() => Object.assign(Date, { now: real }))
    Date.now = () => real() + LIMITS.windowSeconds * 1000 + 1
    t.equal(await know(on), 'right')
    t.strictSame(await times(4, () => guess(on)), ['wrong', 'wrong', 'wrong', REFUSED])
  },
)

t.test(
  'a right password checked while the window ends makes no room for more guesses',
  async (t) => {
    const on = await throttle(t)
    const real = Date.now
    t.teardown(() => Object.assign(Date, { now: real }))
    await on.attempt('alice', HERE, async () => {
      Date.now = () => real() + LIMITS.windowSeconds * 1000 + 1
      return true
    })
    t.strictSame(await times(4, () => guess(on)), ['wrong', 'wrong', 'wrong', REFUSED])
  },
)

t.test('a check that came to no end counts for nothing', async (t) => {
  const on = await throttle(t)
  const busy = () => on.attempt('alice', HERE, () => Promise.reject(new Error('busy')))
  await times(10, () => t.rejects(busy(), { message: 'busy' }))
  t.equal(await guess(on), 'wrong')
})

t.test('letters’ case and form make no other account', async (t) => {
  const on = await throttle(t)
  for (const name of ['alice', 'ALICE', 'Ａlice']) t.equal(await guess(on, name), 'wrong', name)
  t.equal(await guess(on, 'aLICE'), REFUSED)
})

t.test('the limit of an address holds across accounts, unknown names alike', async (t) => {
  const on = await throttle(t, { address: 5 })
  t.strictSame(new Set(await times(5, (i) => guess(on, `name ${i}`))), new Set(['wrong']))
  t.equal(await guess(on, 'one more'), REFUSED)
  t.equal(await know(on, 'alice', '192.0.2.2'), 'right')
})

t.test('the limit of an account holds across addresses', async (t) => {
  const on = await throttle(t)
  const crowd = await times(LIMITS.account, (i) => guess(on, 'alice', `198.51.100.${i}`))
  t.strictSame(new Set(crowd), new Set(['wrong']))
  t.equal(await guess(on, 'alice', '203.0.113.1'), REFUSED)
  t.equal(await know(on, 'bob', '203.0.113.1'), 'right')
})

t.test('one address by itself never reaches the limit of an account', async (t) => {
  const on = await throttle(t)
  await times(5 * LIMITS.account, () => guess(on))
  t.equal(await know(on, 'alice', '192.0.2.2'), 'right', 'the owner gets in from elsewhere')
})
