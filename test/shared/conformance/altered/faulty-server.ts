import type { StyleName } from '../../../../shared/styles.ts'
import type { Line } from './alteration.ts'

/** Faults that do not get into each other's way, in one server. */
export interface FaultyServer {
  readonly server: StyleName
  readonly faults: readonly Fault[]
}

interface Fault {
  readonly line: Line
  readonly also?: Line
  readonly caughtBy: string
  /** What the case's message has to name. */
  readonly message: RegExp
}
