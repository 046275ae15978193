/** Runs every experiment on real servers, with its control or without. `ONLY=ID` names one. */
import t from 'tap'
import { howToGet, notRun } from '../../../shared/processes/missing.ts'
import { missingRedis } from '../../../shared/processes/own-redis.ts'
import { ALL_EXPERIMENTS } from '../all-experiments.ts'
import { selectExperiments } from '../arguments.ts'
import { COLUMNS } from '../columns.ts'
import { isControlAt } from '../expected.ts'
import { Places } from '../places.ts'
import { runExperiments } from '../run.ts'

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
      const name = `${experiment.id} at ${column.id} ${how}`
      if (control && !isControlAt(experiment, column)) continue
      if (!missing.has(column))
        t.equal(standing === 'expected' ? verdict : `${verdict}${reason}`, expected[0], name)
    }
  })
}
