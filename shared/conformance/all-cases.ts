import type { ConformanceCase } from './case.ts'
import { aboutCases } from './cases/about/about.ts'
import { bearerCases } from './cases/bearer/bearer.ts'
import { bearerBordersCases } from './cases/bearer/boundaries.ts'
import { capabilitiesCases } from './cases/capabilities/capabilities.ts'
import { carryOverCases } from './cases/carry-over/carry-over.ts'
import { cookiesRenewedCases } from './cases/cookies/after-renewal.ts'
import { cookiesCases } from './cases/cookies/attributes.ts'
import { cookiesToldCases } from './cases/cookies/declared.ts'
import { cookiesSentCases } from './cases/cookies/duplicates.ts'
import { corsCases } from './cases/cors/cors.ts'
import { enumerationCases } from './cases/enumeration/enumeration.ts'
import { everywhereCases } from './cases/everywhere/everywhere.ts'
import { expiryToldCases } from './cases/expiry/in-the-credential.ts'
import { expiryCases } from './cases/expiry/lifetime.ts'
import { forgedKeysCases } from './cases/forged/algorithms.ts'
import { forgedHeadersCases } from './cases/forged/key-selection.ts'
import { forgedIdsCases } from './cases/forged/session-ids.ts'
import { forgedStateCases } from './cases/forged/state.ts'
import { forgedCases } from './cases/forged/tampering.ts'
import { headersCases } from './cases/headers/headers.ts'
import { healthCases } from './cases/health/health.ts'
import { hostCases } from './cases/host/host.ts'
import { inputBodiesCases } from './cases/input/bodies.ts'
import { inputCases } from './cases/input/members.ts'
import { jwksCases } from './cases/jwks/jwks.ts'
import { limitsCases } from './cases/limits/limits.ts'
import { logCases } from './cases/log/log.ts'
import { loginExactlyCases } from './cases/login/exact-values.ts'
import { loginCases } from './cases/login/login.ts'
import { loginNextCases } from './cases/login/redirect-target.ts'
import { logoutCases } from './cases/logout/logout.ts'
import { meCases } from './cases/me/me.ts'
import { methodsCases } from './cases/methods/methods.ts'
import { negotiationCases } from './cases/negotiation/negotiation.ts'
import { notesCases } from './cases/notes/notes.ts'
import { notesLimitCases } from './cases/notes/size-limit.ts'
import { openapiCases } from './cases/openapi/document.ts'
import { openapiBodiesCases } from './cases/openapi/request-bodies.ts'
import { openapiAnswersCases } from './cases/openapi/responses.ts'
import { orderCases } from './cases/order/order.ts'
import { originCases } from './cases/origin/origin.ts'
import { pagesCases } from './cases/pages/pages.ts'
import { passwordCases } from './cases/password/change.ts'
import { passwordRefusedCases } from './cases/password/refused.ts'
import { problemCases } from './cases/problem/problem.ts'
import { racesCases } from './cases/races/parallel-requests.ts'
import { racesSignOutCases } from './cases/races/sign-out.ts'
import { realKeyCookieCases } from './cases/real-key/cookies.ts'
import { realKeyTokenCases } from './cases/real-key/tokens.ts'
import { redirectsCases } from './cases/redirects/redirects.ts'
import { refreshCases } from './cases/refresh/refresh.ts'
import { renewalCases } from './cases/renewal/fresh-credential.ts'
import { renewalIdsCases } from './cases/renewal/sign-in-ids.ts'
import { renewalTimesCases } from './cases/renewal/times.ts'
import { sessionsCases } from './cases/sessions/sessions.ts'
import { throttleEscapesCases } from './cases/throttle/evasion.ts'
import { throttleCases } from './cases/throttle/failures.ts'
import { throttleWideCases } from './cases/throttle/other-counters.ts'
import { visitsCases } from './cases/visits/visits.ts'

/** Every case, in the order of the report. */
export const allCases: readonly ConformanceCase[] = [
  ...aboutCases,
  ...visitsCases,
  ...loginCases,
  ...loginExactlyCases,
  ...loginNextCases,
  ...meCases,
  ...notesCases,
  ...notesLimitCases,
  ...passwordCases,
  ...passwordRefusedCases,
  ...logoutCases,
  ...everywhereCases,
  ...sessionsCases,
  ...capabilitiesCases,
  ...refreshCases,
  ...cookiesCases,
  ...cookiesRenewedCases,
  ...cookiesSentCases,
  ...cookiesToldCases,
  ...bearerCases,
  ...bearerBordersCases,
  ...corsCases,
  ...renewalCases,
  ...renewalTimesCases,
  ...renewalIdsCases,
  ...carryOverCases,
  ...forgedCases,
  ...forgedStateCases,
  ...forgedKeysCases,
  ...forgedHeadersCases,
  ...forgedIdsCases,
  ...realKeyTokenCases,
  ...realKeyCookieCases,
  ...expiryCases,
  ...expiryToldCases,
  ...originCases,
  ...hostCases,
  ...throttleCases,
  ...throttleEscapesCases,
  ...throttleWideCases,
  ...enumerationCases,
  ...inputCases,
  ...inputBodiesCases,
  ...limitsCases,
  ...methodsCases,
  ...negotiationCases,
  ...pagesCases,
  ...redirectsCases,
  ...headersCases,
  ...problemCases,
  ...orderCases,
  ...racesSignOutCases,
  ...racesCases,
  ...openapiCases,
  ...openapiAnswersCases,
  ...openapiBodiesCases,
  ...jwksCases,
  ...healthCases,
  ...logCases,
]
