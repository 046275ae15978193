/** What the bench of all that grows gives. */
import type { Environment } from './record.ts'

export interface GrowthRecord {
  date: string
  environment: Environment
  state?: StatePoint[]
  sessions?: SessionsPoint[]
  hashing?: HashingPoint[]
  hashingBeside?: HashingBeside[]
  starts?: Start[]
  kept?: Kept[]
}

export interface StatePoint {
  id: string
  title: string
  notesBytes: number
  /** Of one `GET /`: the request, and its answer. */
  sentBytes: number
  receivedBytes: number
  /** CPU time of the server. */
  meMicros: number
  visitMicros: number
  /** Of the server's heap, for each visitor, beyond what it held before they came. */
  heapBytes: number
}

export interface SessionsPoint {
  store: string
  sessions: number
  /** Of all sessions, beyond what there was with none. */
  bytes: number
  /** CPU time of the server for a `GET /me`. */
  meMicros: number
  p50Ms: number
}

export interface HashingPoint {
  mebibytes: number
  cores: number
  /** The median of the rounds. */
  signInsPerSecond: number
  slowestPerSecond: number
  fastestPerSecond: number
  /** From the request to the answer, with as many at once as the bench has. */
  p50Ms: number
}

/** How many sign in beside those who ask. */
export const SIGN_INS_PER_SECOND = 20

export interface HashingBeside {
  id: string
  title: string
  /** Medians of the rounds, of `GET /me`. */
  p50Ms: number
  p99Ms: number
  besideP50Ms: number
  besideP99Ms: number
  /** Of the 99th, round by round. */
  times: number
}

export interface Start {
  id: string
  medianMs: number
  slowestMs: number
}

export interface Kept {
  id: string
  title: string
  visitors: number
  signIns: number
  /** Of the heap, more than before they came. */
  moreBytes: number
}
