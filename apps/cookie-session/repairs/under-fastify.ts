/**
 * cookie-session is Express middleware and works on Node's own request and response.
 * - It reads `req.protocol`, which only Express sets; without it a `Secure` cookie is dropped in
 *   silence (the error is swallowed as its headers go out). The origin is known by configuration.
 * - Node's request has no `session` in its type; `sessionOf` gives it one.
 * @see https://github.com/pillarjs/cookies/issues/51
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'

type Middleware = (request: never, response: never, next: () => void) => void

export function attachMiddleware(app: FastifyInstance, middleware: Middleware, https: boolean) {
  app.addHook('onRequest', (request, reply, done) => {
    Object.assign(request.raw, { protocol: https ? 'https' : 'http' })
    middleware(request.raw as never, reply.raw as never, done)
  })
}

/** Node's request, with the `session` that cookie-session puts on it. Null ends the session. */
export function sessionOf(request: FastifyRequest): { session: object | null } {
  return request.raw as unknown as { session: object | null }
}
