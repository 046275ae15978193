import type { Fault } from '../fault.ts'
import { aboutFaults } from './about/about.ts'
import { bearerFaults } from './bearer/bearer.ts'
import { bearerBordersFaults } from './bearer/boundaries.ts'
import { capabilityFaults } from './capabilities/capabilities.ts'
import { carryOverFaults } from './carry-over/carry-over.ts'
import { cookieFaults } from './cookies/attributes.ts'
import { cookieBesideFaults } from './cookies/beside-the-cookie.ts'
import { cookieSentFaults } from './cookies/duplicates.ts'
import { cookieAnswerFaults } from './cookies/set-and-cleared.ts'
import { corsFaults } from './cors/cors.ts'
import { enumerationFaults } from './enumeration/enumeration.ts'
import { everywhereFaults } from './everywhere/everywhere.ts'
import { expiryToldFaults } from './expiry/in-the-credential.ts'
import { expiryFaults } from './expiry/lifetime.ts'
import { forgedCookieFaults } from './forged/cookies.ts'
import { forgedIdFaults } from './forged/session-ids.ts'
import { forgedTokenErrorFaults } from './forged/token-errors.ts'
import { forgedTokenFaults } from './forged/token-signatures.ts'
import { headerFaults } from './headers/headers.ts'
import { healthFaults } from './health/store-away.ts'
import { hostFaults } from './host/host.ts'
import { inputBodiesFaults } from './input/bodies.ts'
import { inputFaults } from './input/members.ts'
import { jwksFaults } from './jwks/jwks.ts'
import { limitsFaults } from './limits/limits.ts'
import { logFaults } from './log/log.ts'
import { loginFaults } from './login/login.ts'
import { loginWaysFaults } from './login/other-ways-in.ts'
import { loginNextFaults } from './login/redirect-target.ts'
import { logoutFaults } from './logout/logout.ts'
import { logoutOtherFaults } from './logout/other-credentials.ts'
import { meFaults } from './me/me.ts'
import { methodFaults } from './methods/methods.ts'
import { negotiationFaults } from './negotiation/negotiation.ts'
import { notesFaults } from './notes/notes.ts'
import { notesLimitFaults } from './notes/size-limit.ts'
import { openapiFaults } from './openapi/openapi.ts'
import { orderFaults } from './order/before-the-route.ts'
import { orderLateFaults } from './order/in-the-route.ts'
import { originFaults } from './origin/exempt-requests.ts'
import { originDisguisesFaults } from './origin/weak-comparisons.ts'
import { pageFaults } from './pages/pages.ts'
import { passwordFaults } from './password/password.ts'
import { leakFaults } from './problem/leaks.ts'
import { problemFaults } from './problem/problem.ts'
import { raceFaults } from './races/races.ts'
import { realKeyTokenFaults } from './real-key/tokens.ts'
import { redirectFaults } from './redirects/redirects.ts'
import { refreshFaults } from './refresh/refresh.ts'
import { renewalFaults } from './renewal/renewal.ts'
import { sessionFaults } from './sessions/sessions.ts'
import { throttleEscapesFaults } from './throttle/evasion.ts'
import { throttleFaults } from './throttle/failures.ts'
import { throttleVictimsFaults } from './throttle/wrong-victims.ts'
import { visitFaults } from './visits/visits.ts'

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
  ...forgedTokenFaults,
  ...forgedTokenErrorFaults,
  ...realKeyTokenFaults,
  ...forgedCookieFaults,
  ...forgedIdFaults,
  ...renewalFaults,
  ...carryOverFaults,
  ...logoutFaults,
  ...logoutOtherFaults,
  ...everywhereFaults,
  ...sessionFaults,
  ...cookieAnswerFaults,
  ...cookieSentFaults,
  ...cookieBesideFaults,
  ...headerFaults,
  ...methodFaults,
  ...negotiationFaults,
  ...corsFaults,
  ...hostFaults,
  ...redirectFaults,
  ...problemFaults,
  ...leakFaults,
  ...logFaults,
  ...pageFaults,
  ...capabilityFaults,
  ...aboutFaults,
  ...openapiFaults,
  ...jwksFaults,
  ...healthFaults,
  ...expiryFaults,
  ...expiryToldFaults,
  ...refreshFaults,
  ...passwordFaults,
  ...raceFaults,
  ...visitFaults,
  ...meFaults,
]
