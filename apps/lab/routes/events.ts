/**
 * The stream of events (server-sent events, WHATWG HTML 9.2): how a topic, or a table, stands, and then what changes
 * there. A page that comes back after its connection was lost is told how it stands now.
 */
import type { App } from '../../../shared/app/app-types.ts'
import { Type } from '../../../shared/type.ts'
import type { Broadcast } from '../broadcast.ts'
import type { Tables } from '../tables.ts'
import { problem } from './problem.ts'

/** So that no proxy, and no browser, takes silence for an end. */
const SIGN_OF_LIFE_MS = 15_000

const TOPICS = ['experiments', 'conformance', 'faults'] as const
const Query = Type.Union([
  Type.Object({ topic: Type.Enum([...TOPICS]) }),
  Type.Object({ table: Type.String({ maxLength: 40 }) }),
])

type Source = Pick<Broadcast<unknown>, 'listen'>

export function eventRoutes(
  app: App,
  tables: Tables,
  topics: Readonly<Record<(typeof TOPICS)[number], Source>>,
): void {
  app.get('/api/events', { schema: { querystring: Query } }, async ({ query }, reply) => {
    const source = 'topic' in query ? topics[query.topic] : (await tables.at(query.table))?.events
    if (source === undefined)
      return problem(reply, 404, 'There is no such table, or it is not there any more.')
    reply.headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).hijack()
    const stream = reply.raw
    stream.writeHead(200, reply.getHeaders() as Record<string, string>).flushHeaders()
    const stop = source.listen((event) => stream.write(`data: ${JSON.stringify(event)}\n\n`))
    const alive = setInterval(() => stream.write(': here\n\n'), SIGN_OF_LIFE_MS)
    stream.once('close', () => {
      stop()
      clearInterval(alive)
    })
    return reply
  })
}
