/** cookie-session on Express as its README sets it up, with keys of its own. */
import { randomBytes } from 'node:crypto'
import cookieSession from 'cookie-session'
import { cookieSessionAuth } from './kit/cookie-session.ts'
import { serveExpress } from './kit/express.ts'

const keys = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]

serveExpress(
  cookieSessionAuth(cookieSession({ name: 'session', keys, maxAge: 24 * 60 * 60 * 1000 })),
)
