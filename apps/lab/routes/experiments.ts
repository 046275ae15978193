/** The experiments: what they are, what the last runs found, and a run of one, some or all. */

import type { App } from '../../../shared/app/app-types.ts'
import { Type } from '../../../shared/type.ts'
import { ALL_EXPERIMENTS } from '../../experiments/all-experiments.ts'
import { COLUMNS } from '../../experiments/columns.ts'
import { expectedAt } from '../../experiments/expected.ts'
import { groupOf } from '../../experiments/experiment.ts'
import type { Broadcast } from '../broadcast.ts'
import { LiveRun, type RunEvent } from '../experiments/live-run.ts'
import { problem } from './problem.ts'

const RunBody = Type.Object({
  only: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500 }),
})
const CellParams = Type.Object({
  experiment: Type.String({ maxLength: 100 }),
  column: Type.String({ maxLength: 100 }),
})

/** @returns what everyone who looks at them is told */
export function experimentRoutes(app: App): Broadcast<RunEvent> {
  const run = new LiveRun()
  app.addHook('onClose', () => run.stop())

  app.get('/api/experiments', () => ({
    columns: COLUMNS.map(({ id, title, basedOn }) => ({ id, title, basedOn })),
    experiments: ALL_EXPERIMENTS.map((each) => {
      const { id, question, claim, references, steps, verdicts, advice, surprise = null } = each
      const expected = COLUMNS.map((column) => [column.id, ...expectedAt(each, column)] as const)
      const group = groupOf(each)
      return { id, group, question, claim, references, steps, verdicts, advice, surprise, expected }
    }),
  }))

  app.get(
    '/api/experiments/:experiment/:column',
    { schema: { params: CellParams } },
    (request, reply) => {
      const { experiment, column } = request.params
      const cell = run.cell(experiment, column)
      return cell ?? problem(reply, 404, 'It was not run here yet.')
    },
  )

  app.post('/api/experiments/run', { schema: { body: RunBody } }, (request, reply) => {
    const { only } = request.body
    const known = ALL_EXPERIMENTS.map(({ id }) => id)
    const unknown = only.find((id) => !known.includes(id))
    if (unknown !== undefined) return problem(reply, 400, `There is no experiment ${unknown}.`)
    if (!run.start(only.length === 0 ? known : only))
      return problem(reply, 409, 'A run is under way already: it is the same for everyone.')
    return reply.code(202).send(run.progress)
  })

  app.post('/api/experiments/stop', async (_request, reply) => {
    await run.stop()
    return reply.send(run.progress)
  })

  return run.events
}
