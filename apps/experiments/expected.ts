import type { Column } from './columns.ts'
import type { Expectation, Experiment } from './experiment.ts'

/** The column's own expectation, or that of the style it is built on, or that of a kind of style. */
export function expectedAt({ expected }: Experiment, { id, basedOn, kinds }: Column): Expectation {
  const [found] = [id, basedOn, ...kinds].flatMap((name) =>
    expected[name] ? [expected[name]] : [],
  )
  return found as Expectation // for either keeper of the state there is one
}

/** Whether the control is to turn the verdict at this column. */
export function isControlAt({ control }: Experiment, { id, basedOn, kinds }: Column): boolean {
  if (control.at === undefined || control.at.includes(id)) return true
  return id === basedOn && kinds.some((kind) => control.at?.includes(kind))
}

/** Whether any two columns are expected to differ; what tells none apart is a finding too. */
export function tellsApart(each: Experiment): boolean {
  return new Set(Object.values(each.expected).map(([verdict]) => verdict)).size > 1
}
