import { changesAsText, type Verdicts } from '../../../shared/reports/changes.ts'
import type { Comparison } from './record.ts'

/**
 * What changed since an earlier comparison, as text.
 * @param selected ids of the experiments that were run, where not all were: the others are not gone
 */
export function changesSince(
  before: Comparison,
  now: Comparison,
  selected?: readonly string[],
): string {
  const experiments = before.experiments.filter(({ id }) => selected?.includes(id) ?? true)
  return changesAsText(verdictsIn({ experiments }), verdictsIn(now))
}

function verdictsIn({ experiments }: Pick<Comparison, 'experiments'>): Verdicts {
  return new Map(
    experiments.flatMap(({ id, cells }) =>
      cells.map(({ column, verdict, standing }) => [
        `${id} at ${column}`,
        verdict ?? standing.replace('-', ' '),
      ]),
    ),
  )
}
