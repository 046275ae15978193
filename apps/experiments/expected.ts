import type { Column } from './columns.ts'
import type { Expectation, Experiment } from './experiment.ts'

/** The column's own expectation, or that of the pure style it is built on. */
export function expectedAt(each: Experiment, column: Column): Expectation {
  return each.expected[column.id] ?? each.expected[column.basedOn]
}

/** Whether any two columns are expected to differ; what tells none apart is a finding too. */
export function tellsApart(each: Experiment): boolean {
  return new Set(Object.values(each.expected).map(([verdict]) => verdict)).size > 1
}
