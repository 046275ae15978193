/** Signing out everywhere that leaves somebody in, asks nobody, or locks the user out. */
import type { Fault } from '../../fault.ts'

const LOGOUT = 'shared/app/routes/logout.ts'
const END_ALL = 'await endAllSignIns(service, username, id)'
const FORGET =
  "await forgetHere(style, request, reply)\n    audit(request, 'signed out everywhere', username)"

export const everywhereFaults: readonly Fault[] = [
  {
    id: 'everywhere.spares-others',
    title: 'Signing out everywhere ends this sign-in alone.',
    server: 'server-session',
    patches: [{ file: LOGOUT, find: END_ALL, put: '' }],
    caughtBy: 'everywhere.ends-all-sign-ins',
    message: /elsewhere: expected status 401, saw status 200/,
    alsoRed: ['races.slow-change-against-sign-out-everywhere'],
    code: "app.post('/logout/everywhere', (req, res) => req.session.destroy(() => res.sendStatus(204)))",
    attack: 'Stays in with the stolen laptop, after its owner did what the help page says.',
    vainFix: 'Changing the secret of the server: everybody else is signed out too.',
    fix: 'An index of the sign-ins of each user, and all of them ended by it.',
    references: ['ASVS 7.4.3', 'contract POST /logout/everywhere'],
  },
  {
    id: 'everywhere.spares-this-one',
    title: 'Signing out everywhere ends every sign-in but the one that asks.',
    server: 'server-session',
    patches: [
      { file: LOGOUT, find: FORGET, put: "audit(request, 'signed out everywhere', username)" },
    ],
    caughtBy: 'everywhere.ends-all-sign-ins',
    message: /\/me here: expected status 401, saw status 200/,
    alsoRed: ['cookies.attributes-when-ended'],
    code: 'DELETE FROM sessions WHERE user = ? AND id <> ?',
    attack: 'Holds a copy of the very cookie that asked, and is the one who stays.',
    vainFix: 'Clearing the cookie in the browser that asked: the copy has it still.',
    fix: 'Everywhere includes here. Whoever wants to stay signs in anew.',
    references: ['contract POST /logout/everywhere', 'ASVS 7.4.3'],
  },
  {
    id: 'everywhere.asks-nobody',
    title: 'Signing out everywhere takes any password.',
    server: 'server-session',
    patches: [{ file: LOGOUT, find: 'if (user === undefined) throw wrongPassword()', put: '' }],
    caughtBy: 'everywhere.asks-current-password',
    message: /expected status 403, saw status 204/,
    alsoRed: ['throttle.logout-everywhere'],
    code: "app.post('/logout/everywhere', requireUser, endAll)",
    attack:
      'Throws the owner out of every device from a tab that was left open, as often as they come back.',
    vainFix: 'Asking "Are you sure?".',
    fix: 'The current password, throttled as a sign-in is.',
    references: ['ASVS 7.5.1', 'contract POST /logout/everywhere'],
  },
  {
    id: 'everywhere.fails-for-strangers',
    title: 'Who is not signed in gets 500 from a route that takes a user for granted.',
    server: 'server-session',
    patches: [
      {
        file: LOGOUT,
        find: "{ signedIn: true, needs: 'endEverywhere' } as const",
        put: "{ needs: 'endEverywhere' } as const",
      },
    ],
    caughtBy: 'everywhere.needs-sign-in',
    message: /expected status 401, saw status 500/,
    alsoRed: ['forged.no-route-trusts-it'],
    code: 'const { user } = req.session\nawait endAll(user.name) // Cannot read properties of undefined',
    attack: 'Fills the log with errors, and learns which routes forgot to ask.',
    vainFix: 'user?.name: then the sign-ins of "undefined" are ended.',
    fix: 'One guard before the routes, and each route says that it needs it.',
    references: ['ASVS 8.3.1', 'contract Order of checks'],
  },
  {
    id: 'everywhere.locks-out',
    title: 'Sign-ins are ended by the second, and the new one falls into the same second.',
    server: 'server-session',
    patches: [
      {
        file: LOGOUT,
        find: END_ALL,
        put: `${END_ALL}\n    endedAt.set(username, Math.ceil(Date.now() / 1000) * 1000)`,
      },
      {
        file: LOGOUT,
        find: 'const ENDED = { 204',
        put: 'export const endedAt = new Map<string, number>()\nconst ENDED = { 204',
      },
      {
        file: 'shared/app/build-app.ts',
        find: 'request.visitor = wholeState(await style.recall(request))',
        put: `request.visitor = wholeState(await style.recall(request))
      const { username, signedInAt } = request.visitor?.signIn ?? {}
      if (signedInAt <= (endedAt.get(username) ?? 0)) request.visitor = undefined`,
      },
      {
        file: 'shared/app/build-app.ts',
        find: "import { logoutRoutes } from './routes/logout.ts'",
        put: "import { endedAt, logoutRoutes } from './routes/logout.ts'",
      },
    ],
    caughtBy: 'everywhere.takes-form',
    message: /signed in afresh: expected status 200, saw status 401/,
    // Whoever signs in as the same user within that second.
    alsoRed: 'any',
    code: 'const validFrom = Math.ceil(Date.now() / 1000) // seconds, like iat\nif (claims.iat <= user.validFrom) throw new Error("revoked")',
    attack: 'None: the user changes the password, signs in, and is told to sign in.',
    vainFix: 'Trying once more after a second, in the page.',
    fix: 'Sign-ins are ended by their ids. Where a time has to do, it is in milliseconds, and the new sign-in comes after it.',
    references: ['contract POST /logout/everywhere', 'contract Words: sign-in'],
  },
]
