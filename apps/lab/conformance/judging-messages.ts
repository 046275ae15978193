/** What the lab and the process that judges tell each other. */
import type { ResultRecord } from '../../../shared/conformance/reports/record.ts'

export interface Order {
  readonly kind: 'judge'
  readonly urls: readonly string[]
  /** All where none is named. */
  readonly groups: readonly string[]
}

export type Stop = { readonly kind: 'stop' }

export type Judged =
  /** Every two seconds, as long as nothing holds it up. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'begin'; readonly id: string }
  | { readonly kind: 'style'; readonly url: string; readonly style: string }
  /** Without secrets, as the suite's reports have it with `--redact`. */
  | { readonly kind: 'result'; readonly url: string; readonly record: ResultRecord }
  /** Why a server could not be judged, in words. */
  | { readonly kind: 'trouble'; readonly url: string; readonly said: string }
  | { readonly kind: 'end' }

export const ALIVE_EVERY_MS = 2000
