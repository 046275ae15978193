/** Ends in the wrong unit, in no place at all, or where anybody can write them. */
import type { Fault } from '../fault.ts'

const STATE = 'shared/visitor-state.ts'
const JWT = 'apps/jwt/style.ts'
const CLAIMS = 'apps/jwt/claims.ts'
const COOKIE = 'apps/cookie-session/style.ts'
const LIVES =
  'const lives = (state.expiresAt ?? 0) > Date.now() // the library never looks at the time'

export const expiryToldFaults: readonly Fault[] = [
  {
    id: 'expiry.milliseconds-for-seconds',
    title: 'The exp of the token is in milliseconds: it ends in some fifty thousand years.',
    server: 'jwt',
    patches: [
      { file: CLAIMS, find: 'exp: Math.ceil(expiresAt / 1000)', put: 'exp: expiresAt' },
      { file: CLAIMS, find: 'expiresAt: exp * 1000', put: 'expiresAt: exp' },
    ],
    caughtBy: 'expiry.token-ends-in-time',
    message: /exp: expected at most 43200 s ahead, as GET \/about declares, saw \d{13}/,
    alsoRed: ['real-key'],
    code: 'jwt.sign({ sub, exp: Date.now() + 30 * 60 * 1000 }, key)',
    attack: 'Uses a token of years ago.',
    vainFix: 'Testing that exp is in the future: it is.',
    fix: 'Units in names, expSeconds and nowMs; and one test that waits for the end.',
    references: ['RFC 7519 4.1.4', 'RFC 7519 2', 'ASVS 9.2.1'],
    exercise: 'GET /me shows the right end. The token is good for longer. For how long?',
  },
  {
    id: 'expiry.seconds-for-milliseconds',
    title:
      'Declared are seconds, counted are milliseconds: the sign-in ends a thousand times too soon.',
    server: 'server-session',
    // So long that even the thousandth part outlasts every case.
    settings: { IDLE_SECONDS: '31536000', ABSOLUTE_SECONDS: '31536000' },
    patches: [
      {
        file: STATE,
        find: 'const idleEnd = now + lifetime.idleSeconds * 1000',
        put: 'const idleEnd = now + lifetime.idleSeconds',
      },
    ],
    caughtBy: 'me.expires-as-declared',
    message: /expiresAt - signedInAt: expected 31536000 s, saw 31536/,
    code: "jwt.sign(claims, key, { expiresIn: '3600' }) // a text counts milliseconds: 3.6 s",
    attack:
      'None: people are signed out while they type, until somebody multiplies in the wrong place.',
    vainFix: 'A bigger number, until it seems right.',
    fix: 'Units in names, and what GET /about declares compared with what GET /me tells.',
    references: ['contract rule 6', 'contract GET /me'],
  },
  {
    id: 'expiry.no-time-in-state',
    title: 'The cookie holds no time but that of the sign-in: nothing in it can idle.',
    server: 'cookie-session',
    patches: [
      {
        file: COOKIE,
        find: 'session = state // the library',
        put: 'session = { ...state, expiresAt: undefined } // the library',
      },
      { file: COOKIE, find: LIVES, put: 'const lives = state.visits !== undefined' },
      {
        file: COOKIE,
        find: 'return lives ? ({ ...state } as VisitorState) : undefined',
        put: 'return lives ? { ...state, expiresAt: Date.now() + 1_800_000 } : undefined',
      },
    ],
    caughtBy: 'expiry.state-tells-its-end',
    message: /one that moved on, saw all as they were/,
    alsoRed: ['real-key', 'me.changes-nothing', 'renewal.reads-and-errors-renew-nothing'],
    code: 'req.session = { user, signedInAt: Date.now() }\nres.json({ expiresAt: Date.now() + IDLE }) // always a full idle time from now',
    attack: 'Puts a cookie by, and uses it when everybody has forgotten it.',
    vainFix: 'Showing the end in the page: it is computed, not kept.',
    fix: 'The end is a member of the state, signed with it, moved by each renewal.',
    references: ['contract rule 6', 'ASVS 7.3.1'],
  },
  {
    id: 'expiry.in-an-unsigned-cookie',
    title: 'The end is in a second cookie, which nobody signs.',
    server: 'jwt',
    patches: [
      {
        file: JWT,
        find: 'cookies: [name],',
        put: "cookies: [name, name + '-until'],",
      },
      {
        file: CLAIMS,
        find: 'exp: Math.ceil(expiresAt / 1000)',
        put: 'exp: Math.ceil(expiresAt / 1000) + 31_536_000',
      },
      {
        file: JWT,
        find: 'reply.setCookie(name, token, attributes)',
        put: "reply.setCookie(name, token, attributes)\n    reply.setCookie(name + '-until', String(state.expiresAt), attributes)",
      },
      {
        file: JWT,
        find: 'forget: async (_request, reply) => void',
        put: "forget: async (_request, reply) => void reply.clearCookie(name + '-until', attributes) ?? void",
      },
      {
        file: JWT,
        find: 'presentedTokens(request, name).map(verify).find(Boolean)',
        put: `{
      const state = presentedTokens(request, name).map(verify).find(Boolean)
      if (state === undefined || request.carrier === 'bearer') return state && { ...state, expiresAt: state.expiresAt - 31_536_000_000 }
      const until = Number(request.cookies[name + '-until'])
      return until > Date.now() ? { ...state, expiresAt: until } : undefined
    }`,
      },
    ],
    caughtBy: 'forged.altered',
    message: /remember-jwt-until, .* altered: expected status 401, saw status 200/,
    alsoRed: ['expiry.token-ends-in-time', 'cookies.duplicate-bad-first'],
    code: "res.cookie('token', token).cookie('expires_at', expiresAt)\nif (req.cookies.expires_at < Date.now()) return res.sendStatus(401)",
    attack: 'Writes a later number into the cookie.',
    vainFix: 'HttpOnly on it: the one who holds the browser needs no script.',
    fix: 'The end belongs into what is signed; a copy for the page is a copy, and never read back.',
    references: ['contract rule 6', 'contract rule 5', 'ASVS 9.1.1'],
  },
]
