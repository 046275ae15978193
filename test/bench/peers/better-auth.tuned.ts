/** better-auth with its cookie cache: for five minutes the session is read from a signed cookie, and no revocation is noticed. */
import { serveBetterAuth } from './kit/better-auth.ts'

await serveBetterAuth({ session: { cookieCache: { enabled: true, maxAge: 300 } } })
