import type { Fault } from '../fault.ts'
import { cookieAnswerFaults } from './cookie-answers.ts'
import { cookieFaults } from './cookies.ts'
import { cookieSentFaults } from './cookies-sent.ts'
import { headerFaults } from './headers.ts'
import { methodFaults } from './methods.ts'

/** Every fault, in the order of docs/faults. */
export const allFaults: readonly Fault[] = [
  ...cookieFaults,
  ...cookieAnswerFaults,
  ...cookieSentFaults,
  ...headerFaults,
  ...methodFaults,
]
