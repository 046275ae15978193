/** @fastify/jwt's verbs, the same for both of its set-ups. */
import fastifyCookie, { type CookieSerializeOptions } from '@fastify/cookie'
import fastifyJwt, { type FastifyJWTOptions } from '@fastify/jwt'
import type { FastifyAuth } from './fastify.ts'
import { asClaims, asRemembered } from './jsonwebtoken.ts'

const COOKIE = 'token'

export function fastifyJwtAuth(
  options: FastifyJWTOptions,
  cookie: CookieSerializeOptions = {},
): FastifyAuth {
  return {
    async attach(app) {
      await app.register(fastifyCookie)
      await app.register(fastifyJwt, options)
    },
    async read(request) {
      try {
        return asRemembered(await request.jwtVerify<Record<string, unknown>>())
      } catch {
        return undefined
      }
    },
    async write(_request, reply, next) {
      reply.setCookie(COOKIE, await reply.jwtSign(asClaims(next)), cookie)
    },
    clear: (_request, reply) => {
      reply.clearCookie(COOKIE, cookie) // a reply is a promise of its end: it is not returned
    },
  }
}
