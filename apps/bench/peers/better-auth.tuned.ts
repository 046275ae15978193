/**
 * better-auth with its cookie cache: the session is read from a signed cookie, and no revocation is noticed
 * meanwhile. Twelve hours where its documentation has five minutes: a bench takes longer than those.
 */
import { serveBetterAuth } from './kit/better-auth.ts'

await serveBetterAuth({ session: { cookieCache: { enabled: true, maxAge: 43_200 } } })
