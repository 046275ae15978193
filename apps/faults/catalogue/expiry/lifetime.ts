/** Sign-ins that do not end when they should, or end when they should not. */

import { SHORT_TIMES } from '../../controls.ts'
import type { Fault, Patch } from '../../fault.ts'

const STATE = 'shared/visitor-state.ts'
const JWT = 'apps/jwt/style.ts'
const COOKIE = 'apps/cookie-session/style.ts'
const LIVES =
  'const lives = (state.expiresAt ?? 0) > Date.now() // the library never looks at the time'

const idleEnd = (put: string): Patch => ({
  file: STATE,
  find: 'const idleEnd = now + lifetime.idleSeconds * 1000',
  put: `const idleEnd = ${put}`,
})

export const expiryFaults: readonly Fault[] = [
  {
    id: 'expiry.no-idle-end',
    title: 'A sign-in that nobody uses lasts until its absolute end.',
    server: 'server-session',
    settings: SHORT_TIMES,
    patches: [
      idleEnd('state.signIn ? Number.POSITIVE_INFINITY : now + lifetime.idleSeconds * 1000'),
    ],
    caughtBy: 'expiry.idle-ends-all',
    message: /after the idle time: expected status 401, saw status 200/,
    alsoRed: ['me.expires-as-declared'],
    code: 'const expiresAt = signedInAt + 12 * HOURS',
    attack: 'Sits down in the evening at the machine that somebody left at noon.',
    vainFix: 'A script that signs out: it is asleep with the lid closed.',
    fix: 'Two ends: one that each use puts off, one that nothing does. The earlier counts.',
    references: ['ASVS 7.3.1', 'contract rule 6'],
  },
  {
    id: 'expiry.no-absolute-end',
    safeguard: 'absolute-end',
    title: 'Whoever keeps using a sign-in keeps it for ever.',
    server: 'server-session',
    settings: SHORT_TIMES,
    patches: [
      {
        file: STATE,
        find: '? state.signIn.signedInAt + lifetime.absoluteSeconds * 1000',
        put: '? Number.POSITIVE_INFINITY',
      },
    ],
    caughtBy: 'expiry.absolute-ends-in-use',
    message: /after the absolute time, in use all along: expected status 401, saw status 200/,
    code: 'cookie: { maxAge: 30 * MINUTES }, rolling: true',
    attack: 'Has a script visit every ten minutes with a stolen cookie, this year and next.',
    vainFix: 'A shorter idle time: the script visits more often.',
    fix: 'The time of the sign-in is in the state, and bounds every renewal.',
    references: ['ASVS 7.3.2', 'contract rule 6'],
  },
  {
    id: 'expiry.absolute-end-slides',
    title: 'Each renewal writes the time of the sign-in anew.',
    server: 'jwt',
    settings: SHORT_TIMES,
    patches: [
      {
        file: 'shared/app/keep.ts',
        find: 'const next = extended(state, lifetime, Date.now())',
        put: "const signIn = state.signIn && verb === 'remember' ? { ...state.signIn, signedInAt: Date.now() } : state.signIn\n  const next = extended({ ...state, signIn }, lifetime, Date.now())",
      },
    ],
    caughtBy: 'expiry.absolute-ends-in-use',
    message: /after the absolute time, in use all along: expected status 401, saw status 200/,
    code: "const { iat, exp, ...claims } = old\njwt.sign(claims, key, { expiresIn: '30m' }) // auth_time is iat, and iat is now",
    attack: 'Renews a stolen token for as long as they like: its sign-in was always a moment ago.',
    vainFix:
      'An absolute time in the configuration: it is there, and counts from the wrong moment.',
    fix: 'auth_time is set at the sign-in and copied ever after.',
    references: ['ASVS 7.3.2', 'contract rule 6'],
  },
  {
    id: 'expiry.in-the-cookie-alone',
    title: 'When the sign-in ends is for the browser to know.',
    server: 'cookie-session',
    settings: SHORT_TIMES,
    patches: [
      { file: COOKIE, find: LIVES, put: 'const lives = state.expiresAt !== undefined' },
      {
        file: COOKIE,
        find: 'cookieSession({ name, keys, ...attributes })',
        put: 'cookieSession({ name, keys, ...attributes, maxAge: 2000 })',
      },
    ],
    caughtBy: 'expiry.idle-ends-all',
    message: /after the idle time: expected status 401, saw status 200/,
    alsoRed: [
      'cookies.attributes',
      'cookies.attributes-when-cleared',
      'real-key.expired-cookie',
      'cookies.attributes-at-password-change',
      'cookies.after-key-rotation',
    ],
    code: 'cookieSession({ keys, maxAge: 30 * 60 * 1000 })',
    attack: 'Takes the cookie out of the browser before it goes; the server takes it for ever.',
    vainFix: 'A shorter maxAge: whoever copies it does not keep to it.',
    fix: 'The end stands in what is signed, and the server compares it with its own clock.',
    references: ['contract rule 6', 'ASVS 7.3.1'],
  },
  {
    id: 'expiry.expired-is-decoded',
    title: 'A token that has expired is decoded instead.',
    server: 'jwt',
    settings: SHORT_TIMES,
    patches: [
      {
        file: JWT,
        find: 'jwt.verify(token, key.verifying, { ...expected, complete: true })',
        put: 'verifiedOrExpired()',
      },
      {
        file: JWT,
        find: 'const verified =',
        put: `const verifiedOrExpired = () => {
        try {
          return jwt.verify(token, key.verifying, { ...expected, complete: true })
        } catch (error) {
          if (error instanceof jwt.TokenExpiredError) return jwt.decode(token, { complete: true })
          throw error
        }
      }
      const verified =`,
      },
    ],
    caughtBy: 'expiry.idle-ends-all',
    message: /after the idle time: expected status 401, saw status 200/,
    alsoRed: ['real-key'],
    code: "catch (error) {\n  if (error.name === 'TokenExpiredError') req.user = jwt.decode(token) // still show the name",
    attack: 'Uses any token there ever was, from a log, a backup, a colleague who left.',
    vainFix: 'Only for some minutes after the end: that is a longer life by another name.',
    fix: 'Expired is absent. Who wants to be greeted by name signs in.',
    references: ['ASVS 9.2.1', 'contract rule 5'],
  },
  {
    id: 'expiry.early',
    title: 'A sign-in counts as over a while before it is.',
    server: 'server-session',
    settings: { IDLE_SECONDS: '5', ABSOLUTE_SECONDS: '10' },
    patches: [
      {
        file: 'apps/server-session/stores/guarded-store.ts',
        find: 'return state && state.expiresAt > Date.now() ? state : null',
        put: 'return state && state.expiresAt - 2000 > Date.now() ? state : null',
      },
    ],
    caughtBy: 'expiry.not-before-the-idle-time',
    message: /over a second before the idle time is over: expected status 200, saw status 401/,
    code: 'const LEEWAY = 60_000\nif (session.expiresAt - LEEWAY < Date.now()) return expired()',
    attack: 'None: what GET /me tells is not true, and people lose the last minute of work.',
    vainFix: 'A longer idle time.',
    fix: 'One end, told and kept. Leeway is for a client that renews in time.',
    references: ['contract rule 6', 'contract GET /me'],
  },
  {
    id: 'expiry.reads-keep-alive',
    title: 'Every answer sets the cookie anew, with a later end.',
    server: 'cookie-session',
    settings: SHORT_TIMES,
    patches: [
      {
        file: 'shared/app/build-app.ts',
        find: 'request.visitor = wholeState(await style.recall(request))',
        put: 'request.visitor = wholeState(await style.recall(request))\n      if (request.visitor) await style.remember(request, undefined, extended(request.visitor, service.lifetime, Date.now()))',
      },
      {
        file: 'shared/app/build-app.ts',
        find: "import { isSignedIn, wholeState } from '../visitor-state.ts'",
        put: "import { extended, isSignedIn, wholeState } from '../visitor-state.ts'",
      },
    ],
    caughtBy: 'expiry.reads-do-not-help',
    message: /having read all along: expected status 401, saw status 200/,
    alsoRed: [
      ...['visits', 'login', 'me', 'password', 'logout', 'cookies', 'renewal', 'forged'],
      ...[
        'redirects',
        'everywhere',
        'origin.safe-requests-change-nothing',
        'methods.get-changes-nothing',
      ],
    ],
    code: 'app.use((req, res, next) => { req.session.now = Date.now(); next() }) // so that it is sent',
    attack:
      'Leaves a page open that asks for news each minute: the session never idles, with nobody there.',
    vainFix: 'Once a minute at most (the usual advice): a page that polls is faster.',
    fix: 'Visits and changes renew; reads, errors and polling do not.',
    references: ['contract rule 6', 'contract rule 2', 'ASVS 7.3.1'],
  },
  {
    id: 'expiry.anonymous-for-ever',
    title: 'Who never signs in is remembered without an end.',
    server: 'server-session',
    settings: SHORT_TIMES,
    patches: [idleEnd('state.signIn ? now + lifetime.idleSeconds * 1000 : now + 31_536_000_000')],
    caughtBy: 'expiry.anonymous-idle',
    message: /visits after the idle time: expected 1, saw 2/,
    code: 'if (!session.user) session.cookie.maxAge = 365 * DAYS',
    attack:
      'Plants an anonymous cookie today and has it at hand next year; and fills the store meanwhile.',
    vainFix: 'Cleaning up at night, by last access: robots come every day.',
    fix: 'An anonymous state lasts the idle time, as every other.',
    references: ['contract rule 6'],
  },
  {
    id: 'expiry.user-alone',
    title: 'At the end the user goes, and the rest of the state stays.',
    server: 'server-session',
    settings: SHORT_TIMES,
    patches: [
      {
        file: 'apps/server-session/stores/guarded-store.ts',
        find: 'return state && state.expiresAt > Date.now() ? state : null',
        put: 'if (!state) return null\n    return state.expiresAt > Date.now() ? state : { ...state, signIn: undefined, expiresAt: Date.now() + 2000 }',
      },
    ],
    caughtBy: 'expiry.idle-ends-all',
    message: /message of GET \/ .* after the idle time: expected "Welcome/,
    code: 'if (Date.now() > session.endsAt) delete session.user',
    attack: 'Comes to the machine an hour later, and finds the basket, the draft, the last search.',
    vainFix: 'Deleting the members one by one: the next one is forgotten.',
    fix: 'With the sign-in the whole state ends.',
    references: ['contract rule 6'],
  },
  {
    id: 'expiry.idle-from-start',
    title: 'The idle time runs from the sign-in, used or not.',
    server: 'cookie-session',
    settings: SHORT_TIMES,
    patches: [idleEnd('(state.signIn?.signedInAt ?? now) + lifetime.idleSeconds * 1000')],
    caughtBy: 'expiry.visits-keep-alive',
    message: /expected status 200, saw status 401/,
    code: "jwt.sign({ sub }, key, { expiresIn: '30m' }) // at sign-in, and never again",
    attack: 'None: people lose what they were writing, and ask for a week.',
    vainFix: 'A week.',
    fix: 'Each use puts the idle end off; the absolute end is another setting.',
    references: ['contract rule 6', 'ASVS 7.3.1'],
  },
]
