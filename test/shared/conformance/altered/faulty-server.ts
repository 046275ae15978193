import type { SoundName } from '../../../support/sound.ts'
import type { Line } from './alteration.ts'

/** Faults that do not get into each other's way, in one server. */
export interface FaultyServer {
  readonly server: SoundName
  readonly faults: readonly Fault[]
}

export interface Fault {
  readonly line: Line
  readonly also?: Line
  readonly caughtBy: string
  /** What the case's message has to name. */
  readonly message: RegExp
}
