/** express-session's verbs, the same for both of its set-ups. */
import { promisify } from 'node:util'
import type { CookieOptions, RequestHandler } from 'express'
import { alive, type Remembered } from './answers.ts'
import type { ExpressAuth } from './express.ts'

declare module 'express-session' {
  interface SessionData {
    remembered: Remembered
  }
}

/** @param cookie attributes that it was set with, where sign-out is to clear it */
export function expressSessionAuth(
  middleware: RequestHandler,
  cookie?: CookieOptions,
): ExpressAuth {
  return {
    attach: (app) => app.use(middleware),
    read: ({ session }) => alive(session.remembered),
    async write(request, _response, next, fresh) {
      const { session } = request
      if (fresh) await promisify(session.regenerate.bind(session))()
      request.session.remembered = next // after `regenerate` another object
    },
    async clear({ session }, response) {
      await promisify(session.destroy.bind(session))()
      if (cookie !== undefined) response.clearCookie('connect.sid', cookie)
    },
  }
}
