/** Capabilities claimed falsely, each; and what is denied and done all the same. */
import type { Fault } from '../fault.ts'

const SERVER_SESSION = 'apps/server-session/about.ts'

export const capabilityFaults: readonly Fault[] = [
  {
    id: 'capabilities.revoke',
    title: 'The server claims that sign-out kills copies, and only clears the cookie.',
    server: 'jwt',
    patches: [
      {
        file: 'apps/jwt/about.ts',
        find: 'can: NOTHING_EXTRA,',
        put: 'can: { ...NOTHING_EXTRA, revoke: true },',
      },
    ],
    caughtBy: 'logout.kills-copies',
    message: /with the copy, after sign-out/,
    alsoRed: ['password.kills-own-copies', 'bearer.sign-out-kills-tokens', 'renewal', 'races'],
    code: "app.post('/logout', (req, res) => res.clearCookie('token').sendStatus(204)) // \"revokes the session\"",
    attack:
      'Who copied the token yesterday is the visitor until it expires, whatever the visitor does.',
    vainFix: 'A shorter life: it makes the time shorter, not the copy dead.',
    fix: 'Keep state of what has ended; or say that a token lasts, and keep its life short.',
    references: ['ASVS 7.4.1', 'RFC 7009', 'contract Capabilities'],
    exercise:
      'GET /about says can.revoke: true. Copy the cookie, sign out, and use the copy. What would the server need to be right?',
  },
  {
    id: 'capabilities.list-sessions',
    title: 'The list of sign-ins holds the current one alone.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/sessions.ts',
        find: 'const sessions = rows.map(',
        put: 'const sessions = rows.filter(({ id }) => id === signIn.id).map(',
      },
    ],
    caughtBy: 'sessions.lists-own',
    message: /entries of the browser number 1: expected 2, saw 1/,
    code: 'res.json({ sessions: [{ id: req.session.publicId, current: true, …}] })',
    attack: 'The stranger in the account is not on the list that is there to find strangers.',
    vainFix: 'Ending all at each sign-in instead: then the stranger signs the owner out.',
    fix: 'Enter each sign-in into an index, and list from that.',
    references: ['ASVS 7.5.2', 'contract GET /sessions'],
  },
  {
    id: 'capabilities.notice-account-changes',
    title: 'The server claims that a ban holds at once, and reads the role from the session.',
    server: 'server-session',
    patches: [
      {
        file: SERVER_SESSION,
        find: 'noticeAccountChanges: false,',
        put: 'noticeAccountChanges: true,',
      },
    ],
    caughtBy: 'capabilities.notice-account-changes',
    message: /role in GET \/me after it was changed/,
    code: "req.session.user = { username, role } // at sign-in\nif (req.session.user.role !== 'admin') …",
    attack: 'Who was dismissed at nine is an administrator until the session ends.',
    vainFix: 'Checking at sign-in: the one who is banned does not sign in again.',
    fix: 'Look the user up at each request; or end the sign-ins of who is changed; or do not claim it.',
    references: ['ASVS 7.4.2', 'ASVS 8.3.2', 'contract Capabilities'],
  },
  {
    id: 'capabilities.refresh',
    title: 'The server claims a second, long-lived credential, and has none.',
    server: 'server-session',
    patches: [{ file: SERVER_SESSION, find: 'refresh: false,', put: 'refresh: true,' }],
    caughtBy: 'refresh.makes-anew',
    message: /the credential: expected another one, saw the same/,
    alsoRed: ['openapi.answers-fit', 'openapi.errors-fit'],
    code: '"can": { "refresh": true } // "sessions slide, so they refresh"',
    attack: 'None: clients wait for an answer that never comes.',
    vainFix:
      'A route that answers 204 and does nothing: the next case finds that nothing was renewed.',
    fix: 'Claim what there is.',
    references: ['contract POST /refresh', 'contract Capabilities'],
  },
  {
    id: 'capabilities.denied-and-done',
    safeguard: 'capabilities',
    title: 'What the style cannot do is answered as if it were done.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/protection/guards.ts',
        find: 'if (needs !== undefined && !style.can[needs]) {',
        put: "if (needs === 'refresh' && !style.can[needs]) {",
      },
    ],
    caughtBy: 'capabilities.no-everywhere',
    message: /POST \/logout\/everywhere: expected status 501, saw status 204/,
    alsoRed: ['order.style-before-sign-in'],
    code: "app.post('/logout/everywhere', (req, res) => res.clearCookie('token').sendStatus(204))",
    attack: 'The owner of a stolen token believes that it is dead.',
    vainFix: 'A word in the documentation: the button has been pressed.',
    fix: '501 with a sentence that says why.',
    references: ['contract Capabilities', 'ASVS 7.4.3'],
  },
  {
    id: 'capabilities.refresh-denied-and-done',
    title: 'A style without a refresh token answers a refresh as if it had renewed something.',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/protection/guards.ts',
        find: 'if (needs !== undefined && !style.can[needs]) {',
        put: "if (needs !== undefined && needs !== 'refresh' && !style.can[needs]) {",
      },
    ],
    caughtBy: 'capabilities.no-refresh',
    message: /POST \/refresh: expected status 501, saw status 204/,
    alsoRed: ['order.style-before-accept'],
    code: "app.post('/refresh', requireSignIn, (req, res) => res.sendStatus(204)) // sliding does it",
    attack:
      'None by itself: a client that refreshes to shorten what a thief can use has shortened nothing.',
    vainFix: 'Answering with a fresh cookie: the one before lives on, and so does its copy.',
    fix: '501 with a sentence that says why.',
    references: ['contract POST /refresh', 'contract Capabilities', 'RFC 9110 15.6.2'],
  },
  {
    id: 'capabilities.disabled-told-apart',
    title: 'A disabled user is told so.',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/app/signing-in.ts',
        find: '  return right ? user : undefined\n',
        put: "  if (user?.disabled) throw new Problem('invalid-credentials', 'This account is disabled.')\n  return right ? user : undefined\n",
      },
    ],
    caughtBy: 'capabilities.disabled-user-like-unknown',
    message: /detail for a disabled user/,
    code: "if (user.disabled) return res.status(401).json({ detail: 'This account is disabled.' })",
    attack: 'One request tells that the account is there, and that it was worth banning.',
    vainFix: 'Saying it only after the right password: then it tells that the password is right.',
    fix: 'The answer that a wrong password gets; the owner learns of the ban by another way.',
    references: ['ASVS 6.3.8', 'contract POST /login'],
  },
]
