import type { ConformanceCase } from './case.ts'
import { aboutCases } from './cases/about.ts'
import { bearerCases } from './cases/bearer.ts'
import { bearerBordersCases } from './cases/bearer-borders.ts'
import { capabilitiesCases } from './cases/capabilities.ts'
import { carryOverCases } from './cases/carry-over.ts'
import { cookiesCases } from './cases/cookies.ts'
import { cookiesRenewedCases } from './cases/cookies-renewed.ts'
import { cookiesSentCases } from './cases/cookies-sent.ts'
import { cookiesToldCases } from './cases/cookies-told.ts'
import { corsCases } from './cases/cors.ts'
import { enumerationCases } from './cases/enumeration.ts'
import { everywhereCases } from './cases/everywhere.ts'
import { expiryCases } from './cases/expiry.ts'
import { expiryToldCases } from './cases/expiry-told.ts'
import { forgedCases } from './cases/forged.ts'
import { forgedHeadersCases } from './cases/forged-headers.ts'
import { forgedIdsCases } from './cases/forged-ids.ts'
import { forgedKeysCases } from './cases/forged-keys.ts'
import { forgedStateCases } from './cases/forged-state.ts'
import { headersCases } from './cases/headers.ts'
import { healthCases } from './cases/health.ts'
import { hostCases } from './cases/host.ts'
import { inputCases } from './cases/input.ts'
import { inputBodiesCases } from './cases/input-bodies.ts'
import { jwksCases } from './cases/jwks.ts'
import { limitsCases } from './cases/limits.ts'
import { logCases } from './cases/log.ts'
import { loginCases } from './cases/login.ts'
import { loginExactlyCases } from './cases/login-exactly.ts'
import { loginNextCases } from './cases/login-next.ts'
import { logoutCases } from './cases/logout.ts'
import { meCases } from './cases/me.ts'
import { methodsCases } from './cases/methods.ts'
import { negotiationCases } from './cases/negotiation.ts'
import { notesCases } from './cases/notes.ts'
import { notesLimitCases } from './cases/notes-limit.ts'
import { openapiCases } from './cases/openapi.ts'
import { openapiAnswersCases } from './cases/openapi-answers.ts'
import { openapiBodiesCases } from './cases/openapi-bodies.ts'
import { orderCases } from './cases/order.ts'
import { originCases } from './cases/origin.ts'
import { pagesCases } from './cases/pages.ts'
import { passwordCases } from './cases/password.ts'
import { passwordRefusedCases } from './cases/password-refused.ts'
import { problemCases } from './cases/problem.ts'
import { racesCases } from './cases/races.ts'
import { racesSignOutCases } from './cases/races-sign-out.ts'
import { realKeyCookieCases } from './cases/real-key-cookies.ts'
import { realKeyTokenCases } from './cases/real-key-tokens.ts'
import { redirectsCases } from './cases/redirects.ts'
import { refreshCases } from './cases/refresh.ts'
import { renewalCases } from './cases/renewal.ts'
import { renewalIdsCases } from './cases/renewal-ids.ts'
import { sessionsCases } from './cases/sessions.ts'
import { throttleCases } from './cases/throttle.ts'
import { throttleEscapesCases } from './cases/throttle-escapes.ts'
import { throttleWideCases } from './cases/throttle-wide.ts'
import { visitsCases } from './cases/visits.ts'

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
