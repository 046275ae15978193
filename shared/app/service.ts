/** What the routes work with: the style, and what is the same for every style. */
import type { EndedSignIns } from '../accounts/ended-sign-ins.ts'
import type { SignInRegistry } from '../accounts/sign-ins.ts'
import type { SignInLimits, Throttle } from '../accounts/throttle.ts'
import type { Users } from '../accounts/users.ts'
import type { Site } from '../pages/site.ts'
import type { Lifetime } from '../visitor-state.ts'

export interface Service extends Site {
  users: Users
  /** The index of sign-ins; only a style that can list them enters any. */
  signIns: SignInRegistry
  /** What ends sign-ins that no index knows: where `endEverywhere` goes by a cut-off. */
  ended: EndedSignIns
  throttle: Throttle
  signInLimits: SignInLimits
  lifetime: Lifetime
  /** Rejects when the accounts' database can't be reached. */
  accountsReady(): Promise<void>
}
