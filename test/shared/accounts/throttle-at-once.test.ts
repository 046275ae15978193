/** Attempts that come at the same moment, on one instance or on several. */
import t from 'tap'
import type { Throttle } from '../../../shared/accounts/throttle.ts'
import { throttleIn } from '../../../shared/accounts/throttle.ts'
import {
  database,
  databaseUrl,
  guess,
  HERE,
  know,
  LIMITS,
  type Outcome,
  outcome,
  throttle,
  times,
} from './accounts.ts'

const AT_ONCE = 30
/** Longer than it takes all of them to arrive. */
const CHECK_MS = 50

/** A check that takes its time, as one of a real password does. */
const slowly = (passes: boolean) => () =>
  new Promise<boolean>((resolve) => setTimeout(() => resolve(passes), CHECK_MS))

/** So many attempts at the same time. @returns how often each outcome came */
async function atOnce(many: number, attempt: (i: number) => Promise<boolean>) {
  return counted(Array.from({ length: many }, (_, i) => outcome(attempt(i))))
}

/** The same, each arriving as a request of its own does: on a later turn of the event loop. */
async function arriving(many: number, attempt: (i: number) => Promise<boolean>) {
  const under: Promise<Outcome>[] = []
  for (let i = 0; i < many; i += 1) {
    under.push(outcome(attempt(i)))
    await new Promise(setImmediate)
  }
  return counted(under)
}

async function counted(attempts: Promise<Outcome>[]) {
  const outcomes = await Promise.all(attempts)
  return Object.fromEntries(
    [...new Set(outcomes)].map((kind) => [kind, outcomes.filter((each) => each === kind).length]),
  )
}

t.test('guesses sent at once do not slip past the limit', async (t) => {
  const on = await throttle(t)
  t.strictSame(await atOnce(AT_ONCE, () => on.attempt('alice', HERE, slowly(false))), {
    wrong: LIMITS.accountAndAddress,
    'too-many-attempts': AT_ONCE - LIMITS.accountAndAddress,
  })
})

t.test('right passwords that arrive while others are checked are never refused', async (t) => {
  const on = await throttle(t)
  const counts = await arriving(AT_ONCE, () => on.attempt('alice', HERE, slowly(true)))
  t.strictSame(counts, { right: AT_ONCE })
  t.equal(await guess(on), 'wrong', 'and leave nothing behind')
})

t.test('nor are those that come in one and the same turn of the event loop', async (t) => {
  const on = await throttle(t)
  const counts = await atOnce(AT_ONCE, () => on.attempt('alice', HERE, slowly(true)))
  t.strictSame(counts, { right: AT_ONCE })
})

t.test('nor those among a few failures', async (t) => {
  const on = await throttle(t)
  const counts = await arriving(AT_ONCE, (i) => on.attempt('alice', HERE, slowly(i % 15 !== 0)))
  t.strictSame(counts, { wrong: 2, right: AT_ONCE - 2 })
})

t.test('nor those of many accounts behind one address', async (t) => {
  const on = await throttle(t)
  const many = LIMITS.address + 5
  const counts = await arriving(many, (i) => on.attempt(`user ${i}`, HERE, slowly(true)))
  t.strictSame(counts, { right: many })
})

t.test('nor those of one account from many addresses', async (t) => {
  const on = await throttle(t)
  const many = LIMITS.account + 5
  const counts = await arriving(many, (i) => on.attempt('alice', `192.0.2.${i}`, slowly(true)))
  t.strictSame(counts, { right: many })
})

t.test('instances on one database share the counts', async (t) => {
  const url = await databaseUrl(t)
  const [here, there] = [await throttle(t, {}, url), await throttle(t, {}, url)]
  t.strictSame(await times(3, (i) => guess(i === 1 ? there : here)), ['wrong', 'wrong', 'wrong'])
  t.equal(await guess(here), 'too-many-attempts')
  t.equal(await know(there), 'too-many-attempts')
})

t.test('guesses sent to several instances at once do not slip past the limit', async (t) => {
  const url = await databaseUrl(t)
  const instances = [await throttle(t, {}, url), await throttle(t, {}, url)]
  const counts = await atOnce(AT_ONCE, (i) =>
    (instances[i % 2] as Throttle).attempt('alice', HERE, slowly(false)),
  )
  t.strictSame(counts, {
    wrong: LIMITS.accountAndAddress,
    'too-many-attempts': AT_ONCE - LIMITS.accountAndAddress,
  })
})

t.test('a database that fails is a store that does not answer', async (t) => {
  const accounts = await database(t)
  const on = throttleIn(accounts, LIMITS)
  await new Promise(setImmediate)
  const closing = (passes: boolean) => async () => {
    await accounts.close()
    return passes
  }
  t.equal(await outcome(on.attempt('alice', HERE, closing(true))), 'store-unavailable')
  t.equal(await know(on), 'store-unavailable')
})
