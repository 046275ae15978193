/** express-session that writes only what changed, with the attributes a session's cookie should have. */
import { randomBytes } from 'node:crypto'
import session from 'express-session'
import { serveExpress } from './kit/express.ts'
import { expressSessionAuth } from './kit/express-session.ts'

const cookie = { httpOnly: true, sameSite: 'lax', path: '/' } as const
const secret = randomBytes(32).toString('hex')

serveExpress(
  expressSessionAuth(
    session({ secret, resave: false, saveUninitialized: false, cookie: { ...cookie } }),
    cookie,
  ),
)
