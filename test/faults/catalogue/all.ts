import type { Fault } from '../fault.ts'
import { cookieAnswerFaults } from './cookie-answers.ts'
import { cookieFaults } from './cookies.ts'
import { cookieSentFaults } from './cookies-sent.ts'
import { corsFaults } from './cors.ts'
import { headerFaults } from './headers.ts'
import { hostFaults } from './host.ts'
import { methodFaults } from './methods.ts'
import { negotiationFaults } from './negotiation.ts'
import { orderFaults } from './order.ts'

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
]
