/** Hono's JWT helper with a key that was imported once. */
import { randomBytes, webcrypto } from 'node:crypto'
import { serveHono } from './kit/hono.ts'
import { honoJwtAuth } from './kit/hono-jwt.ts'

const algorithm = { name: 'HMAC', hash: 'SHA-256' }
const key = await webcrypto.subtle.importKey('raw', randomBytes(32), algorithm, false, [
  'sign',
  'verify',
])

serveHono(honoJwtAuth(key as never, { httpOnly: true, sameSite: 'Lax', path: '/' }))
