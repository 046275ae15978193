/** Faults in sound servers, each caught by a case that was made to ask for less than it once did. */
import type { SoundName } from '../../../support/sound.ts'
import type { Line } from './alteration.ts'
import { counting } from './faults-counting.ts'
import { jwt } from './faults-jwt.ts'
import { cookieSession, showingCookie, tellingApart } from './faults-sessions.ts'

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

export const FAULTY = [jwt, cookieSession, showingCookie, tellingApart, ...counting]
