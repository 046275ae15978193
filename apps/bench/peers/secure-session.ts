/** @fastify/secure-session as its README sets it up: the state encrypted in the cookie, with a key and no secret. */
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import { alive, type Remembered } from './kit/answers.ts'
import { serveFastify } from './kit/fastify.ts'

/** Loaded without its types: they would take the place of those of @fastify/session, for the whole project. */
const secureSession = createRequire(import.meta.url)(
  '@fastify/secure-session',
) as FastifyPluginCallback<{
  key: Buffer
  cookie: { path: string; httpOnly: boolean; sameSite: 'lax' }
}>
interface SecureSession {
  get(name: 'remembered'): Remembered | undefined
  set(name: 'remembered', value: Remembered): void
  delete(): void
}
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
