/**
 * Guessing is slow (contract, rule 8; ASVS 6.3.1). Failures are counted in the accounts' database,
 * which all instances share: for an account from one address, for an address, for an account from
 * everywhere. An attempt takes its place in each count before the password is looked at, and gives
 * it back when it was right, so that guesses sent at once can't slip past a count that is not yet
 * written.
 */
import pLimit from 'p-limit'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { sha256 } from '../config/keys.ts'
import { Problem, storeUnavailable } from '../problems/problem.ts'
import type { Counter, Database } from './database.ts'
import { networkOf } from './network.ts'

/** Failures allowed within the window; as `/about` declares them. */
export interface SignInLimits {
  windowSeconds: number
  accountAndAddress: number
  address: number
  account: number
}

export interface Throttle {
  /**
   * Runs a check of a password that an address sent for an account.
   * @param check true when the password was right; a failure counts
   * @throws Problem `too-many-attempts`, without running the check; `store-unavailable`
   */
  attempt(username: string, address: string, check: () => Promise<boolean>): Promise<boolean>
}

interface Place {
  counter: Counter
  key: string
}

/** A count that is full, and when its window ends. */
interface Refusal {
  full: Place
  msBeforeNext: number
}

export function throttleIn(database: Database, limits: SignInLimits): Throttle {
  const counter = (points: number, keyPrefix: string) =>
    database.counter({ points, keyPrefix, duration: limits.windowSeconds })
  const tight = counter(limits.accountAndAddress, 'account+address')
  const byAddress = counter(limits.address, 'address')
  const byAccount = counter(limits.account, 'account')
  /** Who holds a place in a count now, in this process: what they took may yet come back. */
  const holders = new Map<string, Set<Promise<unknown>>>()
  /** One takes places at a time, so that none is refused for the sake of another that is refused too. */
  const oneAtATime = pLimit(1)

  return {
    async attempt(username, address, check) {
      const account = username.normalize('NFKC').toLowerCase()
      const network = networkOf(address)
      const places = [
        { counter: tight, key: sha256(`${account} ${network}`) },
        { counter: byAddress, key: sha256(`address ${network}`) },
        { counter: byAccount, key: sha256(`account ${account}`) },
      ]
      let finish = () => {}
      const finished = new Promise<void>((resolve) => {
        finish = resolve
      })
      for (;;) {
        const refusal = await oneAtATime(async () => {
          const refusal = await take(places)
          if (refusal === undefined) hold(places, finished)
          return refusal
        })
        if (refusal === undefined) break
        const inTheWay = holders.get(refusal.full.key)
        if (inTheWay === undefined) throw tooManyAttempts(refusal.msBeforeNext)
        await Promise.all(inTheWay)
      }
      try {
        const right = await check().catch(async (error) => {
          // Neither right nor wrong, so nothing counts; and what failed first is what is told.
          await giveBack(places).catch(() => {})
          throw error
        })
        if (right) await giveBack(places)
        return right
      } finally {
        letGo(places, finished)
        finish()
      }
    },
  }

  function hold(places: Place[], promise: Promise<unknown>): void {
    for (const { key } of places) {
      const others = holders.get(key) ?? new Set()
      holders.set(key, others.add(promise))
    }
  }

  function letGo(places: Place[], promise: Promise<unknown>): void {
    for (const { key } of places) {
      const others = holders.get(key)
      others?.delete(promise)
      if (others?.size === 0) holders.delete(key)
    }
  }
}

/** Takes a place in every count, or in none: then it tells which was full. */
async function take(places: Place[]): Promise<Refusal | undefined> {
  for (const [index, place] of places.entries()) {
    try {
      await place.counter.consume(place.key)
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw storeUnavailable(refusal)
      await giveBack(places.slice(0, index + 1)) // the full one too: being refused is no failure
      return { full: place, msBeforeNext: refusal.msBeforeNext }
    }
  }
  return undefined
}

/** @throws Problem `store-unavailable` */
async function giveBack(places: Place[]): Promise<void> {
  try {
    for (const { counter, key } of places) {
      const taken = await counter.get(key)
      // The window may have ended meanwhile, and with it what was taken.
      if (taken !== null && taken.consumedPoints > 0) await counter.reward(key)
    }
  } catch (cause) {
    throw storeUnavailable(cause)
  }
}

function tooManyAttempts(msBeforeNext: number): Problem {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
  return new Problem('too-many-attempts', 'Too many failed attempts. Try again later.', {
    headers: { 'retry-after': String(seconds) },
  })
}
