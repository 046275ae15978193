/** A stream of events (server-sent events, WHATWG HTML 9.2): what someone who looks at a page is told. */
import type { FastifyReply } from 'fastify'

/** So that no proxy, and no browser, takes silence for an end. */
const SIGN_OF_LIFE_MS = 15_000

/** @param listen starts telling, and gives what stops it */
export function streamEvents<Told>(
  reply: FastifyReply,
  listen: (tell: (told: Told) => void) => () => void,
): FastifyReply {
  reply.headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).hijack()
  const stream = reply.raw
  stream.writeHead(200, reply.getHeaders() as Record<string, string>).flushHeaders()
  const stop = listen((told) => stream.write(`data: ${JSON.stringify(told)}\n\n`))
  const alive = setInterval(() => stream.write(': here\n\n'), SIGN_OF_LIFE_MS)
  stream.once('close', () => {
    stop()
    clearInterval(alive)
  })
  return reply
}
