import type { Column } from './columns.ts'
import type { Entry } from './evidence.ts'
import type { Expectation, Experiment } from './experiment.ts'

/**
 * `not-run`: an engine is missing, or the server ended by itself. `no-verdict`: the run was given up, or what
 * had to hold first did not. Neither is ever shown as expected.
 */
export type Standing = 'expected' | 'other' | 'not-run' | 'no-verdict'

/** What came of one experiment at one column. */
export interface Cell {
  readonly experiment: Experiment
  readonly column: Column
  readonly standing: Standing
  /** Empty where there is none. */
  readonly verdict: string
  readonly expected: Expectation
  /** Why there is no verdict. */
  readonly reason: string
  readonly figures: Readonly<Record<string, number>>
  readonly evidence: readonly Entry[]
  readonly milliseconds: number
}
