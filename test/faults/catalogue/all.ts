import type { Fault } from '../fault.ts'
import { cookieFaults } from './cookies.ts'

/** Every fault, in the order of docs/faults. */
export const allFaults: readonly Fault[] = [...cookieFaults]
