/** cookie-session's verbs, the same for both of its set-ups. */
import type { RequestHandler } from 'express'
import { alive, type Remembered } from './answers.ts'
import type { ExpressAuth } from './express.ts'

type Carried = { session: Partial<Remembered> | null }

export function cookieSessionAuth(middleware: RequestHandler): ExpressAuth {
  const carried = (request: unknown) => request as Carried
  return {
    attach: (app) => app.use(middleware),
    read: (request) => {
      const { session } = carried(request)
      return session?.username === undefined ? undefined : alive(session as Remembered)
    },
    write: (request, _response, next) => {
      carried(request).session = next
    },
    clear: (request) => {
      carried(request).session = null
    },
  }
}
