import type { ConformanceCase } from './case.ts'
import { aboutCases } from './cases/about.ts'
import { capabilitiesCases } from './cases/capabilities.ts'
import { carryOverCases } from './cases/carry-over.ts'
import { cookiesCases } from './cases/cookies.ts'
import { cookiesSentCases } from './cases/cookies-sent.ts'
import { everywhereCases } from './cases/everywhere.ts'
import { expiryCases } from './cases/expiry.ts'
import { headersCases } from './cases/headers.ts'
import { healthCases } from './cases/health.ts'
import { hostCases } from './cases/host.ts'
import { loginCases } from './cases/login.ts'
import { loginNextCases } from './cases/login-next.ts'
import { logoutCases } from './cases/logout.ts'
import { meCases } from './cases/me.ts'
import { notesCases } from './cases/notes.ts'
import { notesLimitCases } from './cases/notes-limit.ts'
import { originCases } from './cases/origin.ts'
import { passwordCases } from './cases/password.ts'
import { passwordRefusedCases } from './cases/password-refused.ts'
import { problemCases } from './cases/problem.ts'
import { refreshCases } from './cases/refresh.ts'
import { renewalCases } from './cases/renewal.ts'
import { sessionsCases } from './cases/sessions.ts'
import { visitsCases } from './cases/visits.ts'

/** Every case, in the order of the report. */
export const allCases: readonly ConformanceCase[] = [
  ...aboutCases,
  ...visitsCases,
  ...loginCases,
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
  ...cookiesSentCases,
  ...renewalCases,
  ...carryOverCases,
  ...expiryCases,
  ...originCases,
  ...hostCases,
  ...headersCases,
  ...problemCases,
  ...healthCases,
]
