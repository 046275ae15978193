/** Runs every experiment on real servers, with its control or without. `ONLY=ID` names one. */
import t from 'tap'
import { selectExperiments } from '../../apps/compare/arguments.ts'
import { Places } from '../../apps/compare/places.ts'
import { runExperiments } from '../../apps/compare/run.ts'
import { missingRedis } from '../../apps/processes/own-redis.ts'
import { ALL_EXPERIMENTS } from '../../shared/experiments/all-experiments.ts'
import { COLUMNS } from '../../shared/experiments/columns.ts'
import { howToGet, notRun } from '../support/missing.ts'

export function runAll({ control }: { control: boolean }): void {
  const { ONLY } = process.env
  const experiments = selectExperiments(ALL_EXPERIMENTS, ONLY ? [ONLY] : [])
  const places = new Places()
  t.teardown(() => places.close())
  const missing = new Map(
    COLUMNS.flatMap((each) => {
      const reason = each.engine && missingRedis()
      return reason ? [[each, reason] as const] : []
    }),
  )
  const how = control ? 'with its control' : 'as it is'
  t.test(`each experiment ${how} comes to the verdict that is expected`, async (t) => {
    for (const [{ id }, why] of missing) notRun(t, `${id}: ${why}`, howToGet(['redis-server']))
    const stop = new AbortController().signal
    const cells = await runExperiments(experiments, COLUMNS, places, { control, missing, stop })
    for (const { experiment, column, verdict, expected, standing, reason } of cells) {
      const at = control ? experiment.control.at : undefined
      const name = `${experiment.id} at ${column.id} ${how}`
      if (at !== undefined && !at.includes(column.id)) continue
      if (!missing.has(column))
        t.equal(standing === 'expected' ? verdict : `${verdict}${reason}`, expected[0], name)
    }
  })
}
