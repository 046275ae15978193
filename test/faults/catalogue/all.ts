import type { Fault } from '../fault.ts'
import { capabilityFaults } from './capabilities.ts'
import { cookieAnswerFaults } from './cookie-answers.ts'
import { cookieFaults } from './cookies.ts'
import { cookieSentFaults } from './cookies-sent.ts'
import { corsFaults } from './cors.ts'
import { descriptionFaults } from './descriptions.ts'
import { headerFaults } from './headers.ts'
import { hostFaults } from './host.ts'
import { leakFaults } from './leaks.ts'
import { logFaults } from './logs.ts'
import { methodFaults } from './methods.ts'
import { negotiationFaults } from './negotiation.ts'
import { orderFaults } from './order.ts'
import { pageFaults } from './pages.ts'
import { problemFaults } from './problems.ts'
import { storeFaults } from './stores.ts'

/** Every fault, in the order of docs/faults. */
export const allFaults: readonly Fault[] = [
  ...cookieFaults,
  ...cookieAnswerFaults,
  ...cookieSentFaults,
  ...headerFaults,
  ...methodFaults,
  ...negotiationFaults,
  ...orderFaults,
  ...corsFaults,
  ...hostFaults,
  ...leakFaults,
  ...problemFaults,
  ...logFaults,
  ...pageFaults,
  ...capabilityFaults,
  ...descriptionFaults,
  ...storeFaults,
]
