/** The play: tables, what is done at them, and what everyone who looks at one is told. */
import type { FastifyReply } from 'fastify'
import type { App } from '../../../shared/app/app-types.ts'
import { missingRedis } from '../../../shared/processes/own-redis.ts'
import { STYLES } from '../../../shared/styles.ts'
import { Type } from '../../../shared/type.ts'
import { declaredBy } from '../../styles.ts'
import { ACTIONS, type Action, type ActionId } from '../play/actions.ts'
import { REMEDIES, type Remedy, STORES } from '../play/seat-servers.ts'
import type { Table, Told } from '../play/table.ts'
import { type Tables, TooManyTables } from '../tables.ts'
import { streamEvents } from './events.ts'
import { problem } from './problem.ts'

const Params = Type.Object({ id: Type.String({ maxLength: 40 }) })
const ActionBody = Type.Object({
  action: Type.Enum(Object.keys(ACTIONS) as ActionId[]),
  who: Type.Optional(Type.Enum(['you', 'thief'])),
  /** Of `edit` and `start-again`. */
  style: Type.Optional(Type.Enum([...STYLES])),
  value: Type.Optional(Type.String({ maxLength: 8192 })),
  /** Of `go-back`. */
  frame: Type.Optional(Type.Integer({ minimum: 1 })),
})
const ChoiceBody = Type.Object({
  remedy: Type.Enum(Object.keys(REMEDIES) as Remedy[]),
  store: Type.Enum([...STORES]),
})
export function playRoutes(app: App, tables: Tables): void {
  app.get('/api/actions', () => {
    return Object.entries<Action>(ACTIONS).map(([id, { group, label, help, asks = true }]) => {
      return { id, group, label, help, asks }
    })
  })

  app.get('/health/ready', async () => {
    await tables.laid()
    return { status: 'ready' }
  })

  app.post('/api/tables', async (_request, reply) => {
    try {
      return reply.code(201).send(seen(await tables.open()))
    } catch (error) {
      if (!(error instanceof TooManyTables)) throw error
      return problem(reply, 503, 'All tables are taken. Close a tab, or wait until one is left.')
    }
  })

  app.get('/api/tables/:id', { schema: { params: Params } }, async (request, reply) => {
    const table = await tables.at(request.params.id)
    return table === undefined ? gone(reply) : seen(table)
  })

  const acting = { params: Params, body: ActionBody }
  app.post('/api/tables/:id/actions', { schema: acting }, async (request, reply) => {
    const table = await tables.at(request.params.id)
    if (table === undefined) return gone(reply)
    const { action, who = 'you', ...rest } = request.body
    if (who === 'thief' && !table.seats.every(({ hasThief }) => hasThief))
      return problem(reply, 409, 'Nobody has stolen anything yet.')
    return { frames: await table.act(action, { who, ...rest }) }
  })

  const choosing = { params: Params, body: ChoiceBody }
  app.put('/api/tables/:id/choice', { schema: choosing }, async (request, reply) => {
    const table = await tables.at(request.params.id)
    if (table === undefined) return gone(reply)
    const missing = request.body.store === 'redis' ? missingRedis() : undefined
    if (missing !== undefined) return problem(reply, 409, `Nothing was changed: ${missing}.`)
    await table.choose(request.body)
    return seen(table)
  })

  app.post('/api/tables/:id/reset', { schema: { params: Params } }, async (request, reply) => {
    const table = await tables.at(request.params.id)
    if (table === undefined) return gone(reply)
    await table.reset()
    return seen(table)
  })

  app.get('/api/tables/:id/events', { schema: { params: Params } }, async (request, reply) => {
    const table = await tables.at(request.params.id)
    if (table === undefined) return gone(reply)
    return streamEvents<Told>(reply, (tell) => table.listen(tell))
  })
}

/** All that a page needs to draw a table anew. */
function seen(table: Table) {
  return {
    id: table.id,
    seats: table.seats.map((seat) => ({
      style: seat.style,
      summary: declaredBy(seat.style).summary,
      choice: seat.servers.choice,
      ports: seat.servers.ports,
      frames: seat.frames,
    })),
  }
}

function gone(reply: FastifyReply) {
  return problem(reply, 404, 'There is no such table, or it is not there any more.')
}
