/** jsonwebtoken on Express with a key object, the algorithm named, and a cookie as a credential's should be. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { serveExpress } from './kit/express.ts'
import { jsonwebtokenAuth } from './kit/jsonwebtoken.ts'

const key = createSecretKey(randomBytes(32))

serveExpress(jsonwebtokenAuth(key, { algorithms: ['HS256'] }, { httpOnly: true, sameSite: 'lax' }))
