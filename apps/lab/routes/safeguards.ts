/** The safeguards: what each is for, and a server that is started without one. */

import type { App } from '../../../shared/app/app-types.ts'
import { nearest } from '../../../shared/nearest.ts'
import { Type } from '../../../shared/type.ts'
import { Safeguards, type SafeguardsTold } from '../conformance/safeguards.ts'
import { streamEvents } from './events.ts'
import { problem } from './problem.ts'

const Params = Type.Object({ name: Type.String({ maxLength: 100 }) })

export function safeguardRoutes(app: App): void {
  const safeguards = new Safeguards()
  app.addHook('onClose', () => safeguards.stop())

  app.get('/api/safeguards', () => safeguards.all())

  app.get('/api/safeguards/events', (_request, reply) => {
    return streamEvents<SafeguardsTold>(reply, (tell) => safeguards.listen(tell))
  })

  app.post('/api/safeguards/:name/run', { schema: { params: Params } }, async (request, reply) => {
    const { name } = request.params
    const names = (await safeguards.all()).map((each) => each.name)
    if (!names.includes(name)) {
      const meant = nearest(name, names)
      const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
      return problem(reply, 404, `There is no safeguard ${name}.${hint}`)
    }
    if (await safeguards.start(name)) return reply.code(202).send({ running: name })
    return problem(reply, 409, 'Another safeguard is out right now: it is the same for everyone.')
  })

  app.post('/api/safeguards/stop', (_request, reply) => {
    void safeguards.stop()
    return reply.code(202).send({ stopping: true })
  })
}
