/**
 * Guessing is slow (contract, rule 8; ASVS 6.3.1). Failures are counted in the accounts' database,
 * which all instances share: for an account from one address, for an address, for an account from
 * everywhere. An attempt takes its place in each count before the password is looked at, and gives
 * it back when it was right, so that guesses sent at once can't slip past a count that is not yet
 * written.
 */
import ipaddr from 'ipaddr.js'
import { RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible'
import { sha256 } from '../config/keys.ts'
import { Problem, storeUnavailable } from '../problems/problem.ts'
import type { Database } from './database.ts'

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
   * @throws Problem `too-many-attempts`, without running the check
   */
  attempt(username: string, address: string, check: () => Promise<boolean>): Promise<boolean>
}

export function throttleIn(database: Database, limits: SignInLimits): Throttle {
  function counter(points: number, keyPrefix: string) {
    return new RateLimiterSQLite({
      storeClient: database.client,
      storeType: 'better-sqlite3',
      tableName: 'sign_in_failures',
      duration: limits.windowSeconds,
      points,
      keyPrefix,
    })
  }
  const tight = counter(limits.accountAndAddress, 'account+address')
  const byAddress = counter(limits.address, 'address')
  const byAccount = counter(limits.account, 'account')
  /** Attempts of this process under way, by their tight key: what they took may yet come back. */
  const underWay = new Map<string, Set<Promise<unknown>>>()

  async function takePlaces(account: string, network: string) {
    const places = [
      { counter: tight, key: sha256(`${account} ${network}`) },
      { counter: byAddress, key: sha256(network) },
      { counter: byAccount, key: sha256(account) },
    ]
    const taken: typeof places = []
    const giveBack = async () => {
      for (const { counter, key } of taken) await counter.reward(key)
    }
    for (const place of places) {
      try {
        await place.counter.consume(place.key)
        taken.push(place)
      } catch (refusal) {
        await giveBack()
        if (refusal instanceof RateLimiterRes) {
          await place.counter.reward(place.key) // a refused attempt is no failure
          throw tooManyAttempts(refusal.msBeforeNext)
        }
        throw storeUnavailable(refusal)
      }
    }
    return giveBack
  }

  return {
    async attempt(username, address, check) {
      const account = username.normalize('NFKC').toLowerCase()
      const network = networkOf(address)
      const key = `${account} ${network}`
      const others = underWay.get(key) ?? new Set()
      underWay.set(key, others)
      const giveBack = await retryWhile(others, () => takePlaces(account, network))
      const checking = check()
      others.add(checking)
      try {
        const right = await checking
        if (right) await giveBack()
        return right
      } catch (error) {
        await giveBack() // neither right nor wrong: the check itself did not come to an end
        throw error
      } finally {
        others.delete(checking)
        if (others.size === 0) underWay.delete(key)
      }
    },
  }
}

/** Tries again while attempts under way may give their places back: a right password is no failure. */
async function retryWhile<Result>(
  underWay: Set<Promise<unknown>>,
  take: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    try {
      return await take()
    } catch (refusal) {
      if (underWay.size === 0) throw refusal
      await Promise.allSettled(underWay)
    }
  }
}

/** An IPv4 address as it is; of IPv6 the /64, which one household or host commonly has whole. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address) // an IPv4 address in IPv6 form counts as what it is
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return (parsed as ipaddr.IPv6).parts.slice(0, 4).join(':')
}

function tooManyAttempts(msBeforeNext: number): Problem {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
  return new Problem('too-many-attempts', 'Too many failed attempts. Try again later.', {
    headers: { 'retry-after': String(seconds) },
  })
}
