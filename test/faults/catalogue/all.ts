import type { Fault } from '../fault.ts'
import { bearerFaults } from './bearer.ts'
import { bearerBordersFaults } from './bearer-borders.ts'
import { cookieFaults } from './cookies.ts'
import { enumerationFaults } from './enumeration.ts'
import { inputFaults } from './input.ts'
import { inputBodiesFaults } from './input-bodies.ts'
import { limitsFaults } from './limits.ts'
import { loginFaults } from './login.ts'
import { loginNextFaults } from './login-next.ts'
import { loginWaysFaults } from './login-ways.ts'
import { notesFaults } from './notes.ts'
import { notesLimitFaults } from './notes-limit.ts'
import { orderFaults } from './order.ts'
import { originFaults } from './origin.ts'
import { originDisguisesFaults } from './origin-disguises.ts'
import { throttleFaults } from './throttle.ts'
import { throttleEscapesFaults } from './throttle-escapes.ts'
import { throttleVictimsFaults } from './throttle-victims.ts'

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
]
