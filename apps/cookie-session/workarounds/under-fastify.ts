/**
 * cookie-session is Express middleware: it works on Node's own request and response, and writes its
 * cookies when the headers go out. Under Fastify that costs and goes wrong:
 * - it reads `req.protocol`, which only Express sets; without it a `Secure` cookie is dropped in
 *   silence (the error is swallowed as its headers go out). The origin is known by configuration;
 * - to hear of the headers, on-headers takes the place of `writeHead`, and then every header of
 *   every answer is set one by one: a third of a request's time (docs/decisions/bench.md).
 * So it works on stand-ins that have what it reads, and its headers go out in Fastify's `onSend`.
 * @see https://github.com/pillarjs/cookies/issues/51
 */
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'

type Middleware = (request: never, response: never, next: () => void) => void

/** What cookie-session and `cookies` read of a request; null ends the session. */
interface RequestStandIn {
  headers: { cookie: string | undefined }
  protocol: string
  socket: Socket
  session: object | null
}

/** What they read and set of a response: one header, and a `writeHead` for on-headers to replace. */
class ResponseStandIn {
  cookies: string[] | undefined

  getHeader(): string[] | undefined {
    return this.cookies
  }

  setHeader(_name: 'Set-Cookie', cookies: string[]): void {
    this.cookies = cookies
  }

  writeHead(): void {}
}

declare module 'fastify' {
  interface FastifyRequest {
    forMiddleware: { request: RequestStandIn; response: ResponseStandIn } | null
  }
}

/** @param cookieFor the `Cookie` header that it sees of a request */
export function attachMiddleware(
  app: FastifyInstance,
  middleware: Middleware,
  https: boolean,
  cookieFor: (request: FastifyRequest) => string | undefined,
) {
  const protocol = https ? 'https' : 'http'
  app.decorateRequest('forMiddleware', null)
  app.addHook('onRequest', (request, _reply, done) => {
    const headers = { cookie: cookieFor(request) }
    const standIns = {
      request: { headers, protocol, socket: request.raw.socket, session: null },
      response: new ResponseStandIn(),
    }
    request.forMiddleware = standIns
    middleware(standIns.request as never, standIns.response as never, done)
  })
  app.addHook('onSend', ({ forMiddleware }, reply, _payload, done) => {
    forMiddleware?.response.writeHead() // null where a request was refused before it came here
    const cookies = forMiddleware?.response.cookies
    if (cookies !== undefined) reply.header('set-cookie', cookies)
    done()
  })
}

/** The request with the `session` that cookie-session puts on it. Null ends the session. */
export function sessionOf({ forMiddleware }: FastifyRequest): { session: object | null } {
  return forMiddleware?.request as RequestStandIn
}
