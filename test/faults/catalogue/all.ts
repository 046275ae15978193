import type { Fault } from '../fault.ts'
import { carryOverFaults } from './carry-over.ts'
import { claimFaults } from './claims.ts'
import { cookieFaults } from './cookies.ts'
import { everywhereFaults } from './everywhere.ts'
import { expiryFaults } from './expiry.ts'
import { expiryToldFaults } from './expiry-told.ts'
import { passwordFaults } from './password.ts'
import { raceFaults } from './races.ts'
import { renewalFaults } from './renewal.ts'
import { sessionIdFaults } from './session-ids.ts'
import { sessionFaults } from './sessions.ts'
import { signOutFaults } from './sign-out.ts'
import { signOutReachFaults } from './sign-out-reach.ts'
import { signedCookieFaults } from './signed-cookies.ts'
import { tokenReadingFaults } from './token-reading.ts'
import { tokenFaults } from './tokens.ts'
import { visitFaults } from './visits.ts'

/** Every fault, in the order of docs/faults. */
export const allFaults: readonly Fault[] = [
  ...cookieFaults,
  ...tokenFaults,
  ...tokenReadingFaults,
  ...claimFaults,
  ...signedCookieFaults,
  ...sessionIdFaults,
  ...renewalFaults,
  ...carryOverFaults,
  ...signOutFaults,
  ...signOutReachFaults,
  ...everywhereFaults,
  ...sessionFaults,
  ...expiryFaults,
  ...expiryToldFaults,
  ...passwordFaults,
  ...raceFaults,
  ...visitFaults,
]
