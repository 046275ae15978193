/** A peer on Fastify: its four routes, with the auth as the peer has it. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import {
  begun,
  HEADERS,
  homeBody,
  isFromElsewhere,
  meBody,
  type Remembered,
  visited,
} from './answers.ts'
import { signedInAs } from './people.ts'
import { HOME, ME } from './schemas.ts'
import { tell } from './tell.ts'

type Maybe<Value> = Value | Promise<Value>

export interface FastifyAuth {
  attach?(app: FastifyInstance): Maybe<unknown>
  read(request: FastifyRequest, reply: FastifyReply): Maybe<Remembered | undefined>
  /** @param fresh true at a sign-in, where what was there before must not live on */
  write(
    request: FastifyRequest,
    reply: FastifyReply,
    next: Remembered,
    fresh: boolean,
  ): Maybe<unknown>
  clear(request: FastifyRequest, reply: FastifyReply): Maybe<unknown>
}

export async function serveFastify(auth: FastifyAuth): Promise<void> {
  const app = Fastify()
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    if (request.method === 'POST' && isFromElsewhere(request.headers)) return reply.code(403).send()
    return undefined
  })
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    return reply.code(error.statusCode ?? 500).send({ status: error.statusCode ?? 500 })
  })
  await auth.attach?.(app)
  app.get('/me', { schema: { response: { 200: ME } } }, async (request, reply) => {
    const remembered = await auth.read(request, reply)
    return remembered === undefined ? refused(reply, 401) : meBody(remembered)
  })
  app.get('/', { schema: { response: { 200: HOME } } }, async (request, reply) => {
    const remembered = await auth.read(request, reply)
    const next = remembered && visited(remembered)
    if (next !== undefined) await auth.write(request, reply, next, false)
    return homeBody(next)
  })
  app.post('/login', { schema: { response: { 200: HOME } } }, async (request, reply) => {
    const person = await signedInAs(request.body, request.ip)
    if (typeof person === 'number') return refused(reply, person)
    const remembered = begun(person)
    await auth.write(request, reply, remembered, true)
    return homeBody(remembered)
  })
  app.post('/logout', async (request, reply) => {
    await auth.clear(request, reply)
    return reply.code(204).send()
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  tell((app.server.address() as { port: number }).port)
}

/** An answer that the route's schema knows nothing of. */
export function refused(reply: FastifyReply, status: number): never {
  return reply.code(status).send() as never
}
