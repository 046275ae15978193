import type { Fault } from '../fault.ts'
import { bearerFaults } from './bearer.ts'
import { bearerBordersFaults } from './bearer-borders.ts'
import { capabilityFaults } from './capabilities.ts'
import { carryOverFaults } from './carry-over.ts'
import { claimFaults } from './claims.ts'
import { cookieAnswerFaults } from './cookie-answers.ts'
import { cookieFaults } from './cookies.ts'
import { cookieSentFaults } from './cookies-sent.ts'
import { corsFaults } from './cors.ts'
import { descriptionFaults } from './descriptions.ts'
import { enumerationFaults } from './enumeration.ts'
import { everywhereFaults } from './everywhere.ts'
import { expiryFaults } from './expiry.ts'
import { expiryToldFaults } from './expiry-told.ts'
import { headerFaults } from './headers.ts'
import { hostFaults } from './host.ts'
import { inputFaults } from './input.ts'
import { inputBodiesFaults } from './input-bodies.ts'
import { leakFaults } from './leaks.ts'
import { limitsFaults } from './limits.ts'
import { loginFaults } from './login.ts'
import { loginNextFaults } from './login-next.ts'
import { loginWaysFaults } from './login-ways.ts'
import { logFaults } from './logs.ts'
import { methodFaults } from './methods.ts'
import { negotiationFaults } from './negotiation.ts'
import { notesFaults } from './notes.ts'
import { notesLimitFaults } from './notes-limit.ts'
import { orderFaults } from './order.ts'
import { orderLateFaults } from './order-late.ts'
import { originFaults } from './origin.ts'
import { originDisguisesFaults } from './origin-disguises.ts'
import { pageFaults } from './pages.ts'
import { passwordFaults } from './password.ts'
import { problemFaults } from './problems.ts'
import { raceFaults } from './races.ts'
import { refreshFaults } from './refresh.ts'
import { renewalFaults } from './renewal.ts'
import { sessionIdFaults } from './session-ids.ts'
import { sessionFaults } from './sessions.ts'
import { signOutFaults } from './sign-out.ts'
import { signOutReachFaults } from './sign-out-reach.ts'
import { signedCookieFaults } from './signed-cookies.ts'
import { storeFaults } from './stores.ts'
import { throttleFaults } from './throttle.ts'
import { throttleEscapesFaults } from './throttle-escapes.ts'
import { throttleVictimsFaults } from './throttle-victims.ts'
import { tokenReadingFaults } from './token-reading.ts'
import { tokenFaults } from './tokens.ts'
import { visitFaults } from './visits.ts'

/** Every fault, in the order of docs/faults. */
export const allFaults: readonly Fault[] = [
  ...cookieFaults,
  ...loginFaults,
  ...loginWaysFaults,
  ...loginNextFaults,
  ...enumerationFaults,
  ...throttleFaults,
  ...throttleEscapesFaults,
  ...throttleVictimsFaults,
  ...originFaults,
  ...originDisguisesFaults,
  ...bearerFaults,
  ...bearerBordersFaults,
  ...inputFaults,
  ...inputBodiesFaults,
  ...limitsFaults,
  ...notesFaults,
  ...notesLimitFaults,
  ...orderFaults,
  ...orderLateFaults,
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
  ...cookieAnswerFaults,
  ...cookieSentFaults,
  ...headerFaults,
  ...methodFaults,
  ...negotiationFaults,
  ...corsFaults,
  ...hostFaults,
  ...leakFaults,
  ...problemFaults,
  ...logFaults,
  ...pageFaults,
  ...capabilityFaults,
  ...descriptionFaults,
  ...storeFaults,
  ...expiryFaults,
  ...expiryToldFaults,
  ...refreshFaults,
  ...passwordFaults,
  ...raceFaults,
  ...visitFaults,
]
