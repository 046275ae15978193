/** cookie-session: the whole state is in a signed cookie. The client carries it; the server keeps nothing. */
import cookieSession from 'cookie-session'
import Keygrip from 'keygrip'
import type { StyleContext, StyleVerbs } from '../../shared/auth-style.ts'
import type { VisitorState } from '../../shared/visitor-state.ts'
import { quietKeys } from './workarounds/quiet-keys.ts'
import { attachMiddleware, sessionOf } from './workarounds/under-fastify.ts'
import { onlyVerifiedPair } from './workarounds/verified-pair.ts'

export async function createStyle(context: StyleContext): Promise<StyleVerbs> {
  const { name, attributes } = context.cookie
  const signatureName = `${name}.sig`
  const keys = quietKeys(new Keygrip(context.keys('cookie'), 'sha256'))

  const style: StyleVerbs = {
    cookies: [name, signatureName],

    attach: async (app) => {
      const middleware = cookieSession({ name, keys, ...attributes })
      attachMiddleware(app, middleware, attributes.secure, onlyVerifiedPair(name, keys))
    },
    recall: async (request) => {
      const state = sessionOf(request).session as Partial<VisitorState>
      const lives = (state.expiresAt ?? 0) > Date.now() // the library never looks at the time
      return lives ? ({ ...state } as VisitorState) : undefined
    },
    remember: async (request, _reply, state) => {
      sessionOf(request).session = state // the library writes both cookies when the headers go out
    },
    // A copy of the cookies before stays good until it expires.
    renew: (request, reply, state) => style.remember(request, reply, state),
    forget: async (request) => {
      sessionOf(request).session = null
    },
    measure: (state) => {
      const value = Buffer.from(JSON.stringify(state)).toString('base64')
      return `${name}${value}${signatureName}${keys.sign(`${name}=${value}`)}`.length
    },
  }
  return style
}
