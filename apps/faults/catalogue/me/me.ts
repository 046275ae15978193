/** What GET /me tells. */
import type { Fault } from '../../fault.ts'

const ME = 'shared/app/routes/me.ts'

export const meFaults: readonly Fault[] = [
  {
    id: 'me.stranger-is-guest',
    title: 'Whoever has visited is a user named "guest".',
    server: 'server-session',
    patches: [
      {
        file: ME,
        find: "app.get('/me', { schema, config: { signedIn: true } },",
        put: "app.get('/me', { schema },",
      },
      {
        file: ME,
        find: 'const { visits, expiresAt, signIn } = request.visitor as SignedInState',
        put: "if (!request.visitor) throw notSignedIn()\n    const { visits, expiresAt, signIn = { username: 'guest', role: 'member', signedInAt: 0 } } = request.visitor",
      },
      {
        file: ME,
        find: "import { Type } from '../../type.ts'",
        put: "import { notSignedIn } from '../../problems/problem.ts'\nimport { Type } from '../../type.ts'",
      },
    ],
    caughtBy: 'me.needs-sign-in',
    message: /after a visit: expected status 401, saw status 200/,
    alsoRed: ['cookies.duplicate-both-good', 'login', 'logout', 'renewal', 'races', 'expiry'],
    code: "const user = req.session.user ?? { name: 'guest', role: 'guest' }",
    attack: 'Looks for the place that asks whether there is a user, and not which.',
    vainFix: 'if (user.name !== "guest") everywhere: one is forgotten.',
    fix: 'Nobody is nobody: no object, and 401.',
    references: ['contract GET /me', 'ASVS 8.3.1'],
  },
  {
    id: 'me.local-time',
    title: 'Times are told in the zone of the server.',
    server: 'jwt',
    patches: [
      {
        file: ME,
        find: 'signedInAt: new Date(signIn.signedInAt).toISOString(),',
        put: "signedInAt: new Date(signIn.signedInAt + 3_600_000).toISOString().replace('Z', '+01:00'),",
      },
    ],
    caughtBy: 'me.tells-user-visits-times',
    message: /signedInAt: expected text like/,
    code: 'dayjs(signedInAt).format() // 2026-11-25T15:04:00+01:00',
    attack:
      'None of its own: whoever compares logs of two machines after a break-in is an hour off.',
    vainFix: 'Setting the zone of the machine.',
    fix: 'UTC on the wire; the zone is for the page to show.',
    references: ['contract GET /me', 'RFC 3339 5.6'],
  },
]
