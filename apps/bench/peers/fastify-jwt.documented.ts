/** @fastify/jwt with the token in a cookie, as its README has it. */
import { randomBytes } from 'node:crypto'
import { serveFastify } from './kit/fastify.ts'
import { fastifyJwtAuth } from './kit/fastify-jwt.ts'

const secret = randomBytes(32).toString('hex')

await serveFastify(fastifyJwtAuth({ secret, cookie: { cookieName: 'token', signed: false } }))
