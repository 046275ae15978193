/** jsonwebtoken on Express as its README has it, the secret a string; the token in a cookie, read by cookie-parser. */
import { randomBytes } from 'node:crypto'
import { serveExpress } from './kit/express.ts'
import { jsonwebtokenAuth } from './kit/jsonwebtoken.ts'

serveExpress(jsonwebtokenAuth(randomBytes(32).toString('hex'), {}))
