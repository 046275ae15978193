/** cookie-session on Express with a key object, one key and SHA-256. */
import { createSecretKey, randomBytes } from 'node:crypto'
import cookieSession from 'cookie-session'
import Keygrip from 'keygrip'
import { cookieSessionAuth } from './kit/cookie-session.ts'
import { serveExpress } from './kit/express.ts'

// Keygrip hands its keys to `createHmac`, which takes a key object; its types know strings alone.
const key = createSecretKey(randomBytes(32)) as never
const keys = new Keygrip([key], 'sha256')

serveExpress(
  cookieSessionAuth(cookieSession({ name: 'session', keys, httpOnly: true, sameSite: 'lax' })),
)
