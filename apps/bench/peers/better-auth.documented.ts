/** better-auth as it comes, with its memory adapter: each request looks the session and the user up. */
import { serveBetterAuth } from './kit/better-auth.ts'

await serveBetterAuth({})
