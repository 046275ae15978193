/** cookie-session: the whole state is in a signed cookie. The client carries it; the server keeps nothing. */
import cookieSession from 'cookie-session'
import Keygrip from 'keygrip'
import {
  type AuthStyle,
  BROWSER_COOKIE_LIMIT_BYTES,
  NOTHING_EXTRA,
  type StyleContext,
  type VisitorState,
} from '../../shared/auth-style.ts'
import { quietKeys } from './workarounds/quiet-keys.ts'
import { attachMiddleware, sessionOf } from './workarounds/under-fastify.ts'
import { onlyVerifiedPair } from './workarounds/verified-pair.ts'

export function createStyle(context: StyleContext): AuthStyle {
  const { name, attributes } = context.cookie
  const keys = quietKeys(new Keygrip(context.keys('cookie'), 'sha256'))
  const signatureName = `${name}.sig`

  function cookieBytes(state: VisitorState): number {
    const value = Buffer.from(JSON.stringify(state)).toString('base64')
    return `${name}${value}${signatureName}${keys.sign(`${name}=${value}`)}`.length
  }

  return {
    name: 'cookie-session',
    summary: 'You carry the state itself in a signed cookie; the server keeps nothing.',
    whereStateIs: 'in a cookie in your browser: you can read it, but not change it unnoticed',
    stateKeptBy: 'client',
    carriers: ['cookie'],
    cookies: [name, signatureName],
    store: null,
    stateLimitBytes: BROWSER_COOKIE_LIMIT_BYTES,
    can: NOTHING_EXTRA,
    measure: cookieBytes,

    async attach(app) {
      const middleware = cookieSession({ name, keys, ...attributes })
      attachMiddleware(app, middleware, attributes.secure, onlyVerifiedPair(name, keys))
    },
    async recall(request) {
      const state = sessionOf(request).session as Partial<VisitorState>
      const lives = (state.expiresAt ?? 0) > Date.now() // the library never looks at the time
      return lives ? ({ ...state } as VisitorState) : undefined
    },
    async remember(request, _reply, state) {
      sessionOf(request).session = state // the library writes both cookies when the headers go out
    },
    async renew(request, _reply, state) {
      sessionOf(request).session = state // a copy of the cookies before stays good until it expires
    },
    async forget(request) {
      sessionOf(request).session = null
    },
  }
}
