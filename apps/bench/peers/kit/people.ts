/**
 * Who may sign in at a peer: as at this project's own servers, checked by the same code. Their hashes
 * are of the least cost there is, so that what is measured is not the hashing, which is the same for all.
 */
import { hash } from '@node-rs/argon2'
import { checkPassword } from '../../../../shared/accounts/passwords.ts'

/** Least memory, one pass: about 0.05 ms, where argon2id at OWASP's parameters takes about 25 ms. */
export const CHEAPEST = { memoryCost: 8, timeCost: 1, parallelism: 1 } as const
export const PEOPLE_COUNT = 100
export const PASSWORD = 'one-password-for-the-bench'
const FAILURES_ALLOWED = 10
const WINDOW_MS = 60_000

export const nameOf = (index: number) => `visitor-${index % PEOPLE_COUNT}`

/** The role is a person's, the same at each peer: no peer looks it up again after the sign-in. */
export interface Person {
  username: string
  role: 'member'
}

const passwordHash = await hash(PASSWORD, CHEAPEST)
const people = new Map<string, Person>(
  Array.from({ length: PEOPLE_COUNT }, (_, index) => {
    const username = nameOf(index)
    return [username, { username, role: 'member' }]
  }),
)
const failures = new Map<string, { count: number; until: number }>()

/** @returns the person, or why not: the status to answer with */
export async function signedInAs(
  body: unknown,
  address: string,
): Promise<Person | 400 | 401 | 429> {
  const { username, password } = (body ?? {}) as Record<string, unknown>
  if (typeof username !== 'string' || typeof password !== 'string') return 400
  const place = `${address} ${username.toLowerCase()}`
  const failed = failures.get(place)
  if (failed && failed.until > Date.now() && failed.count >= FAILURES_ALLOWED) return 429
  const person = people.get(username)
  // An unknown name takes as long as a known one (ASVS 6.3.8).
  if ((await checkPassword(passwordHash, password)) && person !== undefined) return person
  const counted = failed && failed.until > Date.now() ? failed.count : 0
  failures.set(place, { count: counted + 1, until: Date.now() + WINDOW_MS })
  return 401
}
