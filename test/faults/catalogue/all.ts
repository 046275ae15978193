import type { Fault } from '../fault.ts'
import { cookieFaults } from './cookies.ts'
import { enumerationFaults } from './enumeration.ts'
import { loginFaults } from './login.ts'
import { loginNextFaults } from './login-next.ts'
import { loginWaysFaults } from './login-ways.ts'

/** Every fault, in the order of docs/faults. */
export const allFaults: readonly Fault[] = [
  ...cookieFaults,
  ...loginFaults,
  ...loginWaysFaults,
  ...loginNextFaults,
  ...enumerationFaults,
]
