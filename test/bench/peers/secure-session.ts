/** @fastify/secure-session as its README sets it up: the state encrypted in the cookie, with a key and no secret. */
import { randomBytes } from 'node:crypto'
import secureSession, { type Session } from '@fastify/secure-session'
import type { FastifyRequest } from 'fastify'
import { alive, type Remembered } from './kit/answers.ts'
import { serveFastify } from './kit/fastify.ts'

/** Its own type of a session gives way to that of @fastify/session, which this project has as well. */
type SecureSession = Session<{ remembered: Remembered }>
const sessionOf = (request: FastifyRequest) => request.session as unknown as SecureSession

await serveFastify({
  attach: (app) =>
    app.register(secureSession, {
      key: randomBytes(32),
      cookie: { path: '/', httpOnly: true, sameSite: 'lax' },
    }),
  read: (request) => alive(sessionOf(request).get('remembered')),
  write: (request, _reply, next) => sessionOf(request).set('remembered', next),
  clear: (request) => sessionOf(request).delete(),
})
