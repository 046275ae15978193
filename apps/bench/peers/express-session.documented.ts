/** express-session as its README sets it up, with a secret of its own, and signs in as the README's example does. */
import { randomBytes } from 'node:crypto'
import session from 'express-session'
import { serveExpress } from './kit/express.ts'
import { expressSessionAuth } from './kit/express-session.ts'

serveExpress(
  expressSessionAuth(
    session({
      secret: randomBytes(32).toString('hex'),
      resave: false,
      saveUninitialized: true,
    }),
  ),
)
