/** What somebody makes who has the signing secret, and nothing else: credentials of a user, for each style. */
import { newSignInId } from '../../../shared/accounts/sign-in-id.ts'
import type { Role } from '../../../shared/visitor-state.ts'
import { CREDENTIALS } from '../../credentials.ts'

const HOUR_MS = 3_600_000
/** So late that no access time of a refreshed sign-in is over (shared/mitigations/carried-within.ts). */
const ACCESS_UNTIL = '9999999999999'
const HOW = [...CREDENTIALS.values()]

/** `Cookie` headers over plain HTTP, each by the knowledge of how one style signs; whoever forges tries them all. */
export async function forgeries(secret: string, username: string, role: Role): Promise<string[]> {
  const now = Date.now()
  const id = `${newSignInId(now)}.${ACCESS_UNTIL}`
  const signIn = { id, username, role, signedInAt: now }
  const state = { visits: 1, notes: [], expiresAt: now + HOUR_MS, signIn }
  return (await Promise.all(HOW.map(({ forge }) => forge(secret, state)))).flat()
}

/** `Cookie` headers with an id that was found, for each style whose credential is one. */
export function withId(secret: string, id: string): string[] {
  return HOW.flatMap((credential) => credential.withId?.(secret, id) ?? [])
}
