/** The faults: what each changes, and the case that catches it, run on a server that has it. */
import type { App } from '../../../shared/app/app-types.ts'
import { nearest } from '../../../shared/nearest.ts'
import { Type } from '../../../shared/type.ts'
import type { Broadcast } from '../broadcast.ts'
import { Faults, type FaultsEvent } from '../conformance/faults.ts'
import { problem } from './problem.ts'

const Params = Type.Object({ id: Type.String({ maxLength: 100 }) })

/** @returns what everyone who looks at them is told */
export function faultRoutes(app: App): Broadcast<FaultsEvent> {
  const faults = new Faults()
  app.addHook('onClose', () => faults.stop())

  const unknown = async (id: string) => {
    const ids = (await faults.list()).map((each) => each.id)
    const meant = nearest(id, ids)
    return `There is no fault ${id}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
  }

  app.get('/api/faults', () => faults.list())

  app.get('/api/faults/:id', { schema: { params: Params } }, async (request, reply) => {
    const { id } = request.params
    return (await faults.describe(id)) ?? problem(reply, 404, await unknown(id))
  })

  app.post('/api/faults/:id/run', { schema: { params: Params } }, async (request, reply) => {
    const { id } = request.params
    if ((await faults.describe(id)) === undefined) return problem(reply, 404, await unknown(id))
    if (await faults.start(id)) return reply.code(202).send({ running: id })
    return problem(reply, 409, 'Another fault is tried right now: it is the same for everyone.')
  })

  app.post('/api/faults/stop', (_request, reply) => {
    void faults.stop()
    return reply.code(202).send({ stopping: true })
  })

  return faults.events
}
