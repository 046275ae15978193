import { answersCases } from './cases/answers.ts'
import { cookiesCases } from './cases/cookies.ts'
import { credentialCases } from './cases/credential.ts'
import { enumerationCases } from './cases/enumeration.ts'
import { guessingCases } from './cases/guessing.ts'
import { inputCases } from './cases/input.ts'
import { originCases } from './cases/origin.ts'
import { redirectsCases } from './cases/redirects.ts'
import { renewalCases } from './cases/renewal.ts'
import { signInCases } from './cases/sign-in.ts'
import { signOutCases } from './cases/sign-out.ts'
import { tamperingCases } from './cases/tampering.ts'
import type { CoreCase } from './core-case.ts'

/** Every core case, in the order of the report. */
export const coreCases: readonly CoreCase[] = [
  ...signInCases,
  ...renewalCases,
  ...signOutCases,
  ...credentialCases,
  ...tamperingCases,
  ...cookiesCases,
  ...originCases,
  ...redirectsCases,
  ...answersCases,
  ...inputCases,
  ...enumerationCases,
  // Last: where addresses can't be told apart, it uses up the failures of this one.
  ...guessingCases,
]
