/** @fastify/jwt with the algorithm named, and nothing but the cookie looked at. */
import { randomBytes } from 'node:crypto'
import { serveFastify } from './kit/fastify.ts'
import { fastifyJwtAuth } from './kit/fastify-jwt.ts'

await serveFastify(
  fastifyJwtAuth(
    {
      secret: randomBytes(32),
      sign: { algorithm: 'HS256' },
      verify: { algorithms: ['HS256'], onlyCookie: true },
      cookie: { cookieName: 'token', signed: false },
    },
    { httpOnly: true, sameSite: 'lax', path: '/' },
  ),
)
