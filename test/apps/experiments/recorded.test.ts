/** docs/trade-offs.md stands on a recorded run: it must be one of the experiments as they are now. */
import t from 'tap'
import { ALL_EXPERIMENTS } from '../../../apps/experiments/all-experiments.ts'
import { COLUMNS } from '../../../apps/experiments/columns.ts'
import { expectedAt } from '../../../apps/experiments/expected.ts'
import { NEEDS } from '../../../apps/experiments/guide.ts'
import { recorded } from '../../../apps/experiments/recorded/recorded.ts'

t.test('the recorded run has every experiment at every column, as it is expected', async (t) => {
  const { experiments } = recorded()
  const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id)
  t.strictSame(ids(experiments), ids(ALL_EXPERIMENTS), 'run `npm run record:experiments`')
  for (const each of ALL_EXPERIMENTS) {
    const cells = experiments.find(({ id }) => id === each.id)?.cells ?? []
    for (const column of COLUMNS) {
      const verdict = cells.find((cell) => cell.column === column.id)?.verdict
      t.equal(verdict, expectedAt(each, column)[0], `${each.id} at ${column.id}`)
    }
  }
})

t.test('the guide names experiments and verdicts that exist', async (t) => {
  for (const { need, met } of NEEDS) {
    for (const [id, ...verdicts] of met) {
      const found = ALL_EXPERIMENTS.find((each) => each.id === id)
      t.ok(found, `${need}: ${id}`)
      for (const verdict of verdicts) t.ok(verdict in (found?.verdicts ?? {}), `${id}: ${verdict}`)
    }
  }
})
