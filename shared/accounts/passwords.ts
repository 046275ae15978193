/**
 * Passwords: argon2id at OWASP's parameters, on worker threads, so that hashing never holds up the
 * other requests; and never more waiting than can be hashed soon (contract, rule 8).
 */
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'
import { Problem } from '../problems/problem.ts'

/** ASVS 5.0 appendix C: argon2id with at least 19 MiB, two passes, one lane. 8 to 25 ms of a core, by the machine. */
export const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** With this many waiting, the last one waits about a second on two cores; more get 503 `busy`. */
const MOST_WAITING = 64

const atOnce = pLimit(availableParallelism())

/** @throws Problem `busy` when too many wait */
export function hashPassword(password: string): Promise<string> {
  return queued(() => hash(password, ARGON2ID))
}

/**
 * Checks a password as it was sent: not cut, not trimmed, not folded (ASVS 6.2.8). Without a hash, as for an unknown
 * name, it does the same work against a hash that fits nothing, and says no (ASVS 6.3.8).
 * @throws Problem `busy` when too many wait
 */
export async function checkPassword(passwordHash: string | undefined, password: string) {
  const stored = passwordHash ?? (await nobodysHash)
  const matches = await queued(() => verify(stored, password))
  return matches && passwordHash !== undefined
}

/** The hash of a password that nobody has: made at start, so that the first unknown name takes no longer. */
const nobodysHash = hash(crypto.randomUUID(), ARGON2ID)

async function queued<Result>(work: () => Promise<Result>): Promise<Result> {
  if (atOnce.pendingCount >= MOST_WAITING) {
    throw new Problem('busy', 'Too many passwords wait to be checked. Try again in a moment.', {
      headers: { 'retry-after': '2' },
    })
  }
  return atOnce(work)
}
