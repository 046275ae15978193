/** Signing out that reaches too few copies, or too many sign-ins. */
import type { Fault } from '../fault.ts'

const SIGNING_IN = 'shared/app/signing-in.ts'
const LOGOUT = 'shared/app/routes/logout.ts'
const FORGET = "await forgetHere(style, request, reply)\n    audit(request, 'signed out',"

export const signOutReachFaults: readonly Fault[] = [
  {
    id: 'sign-out.last-token-alone',
    title: 'A list of revoked tokens holds the one that signed out, and not those before it.',
    server: 'jwt',
    patches: [
      {
        file: 'apps/jwt/about.ts',
        find: 'can: NOTHING_EXTRA,',
        put: 'can: { ...NOTHING_EXTRA, revoke: true },',
      },
      {
        file: 'apps/jwt/style.ts',
        find: 'forget: async (_request, reply) => void',
        put: 'forget: async (request, reply) => (presentedTokens(request, name).forEach((token) => denied.add(token)), request) && void',
      },
      {
        file: 'apps/jwt/style.ts',
        find: 'presentedTokens(request, name).map(verify).find(Boolean)',
        put: 'presentedTokens(request, name).filter((token) => !denied.has(token)).map(verify).find(Boolean)',
      },
      {
        file: 'apps/jwt/style.ts',
        find: 'const keys = context.tokenKeys()',
        put: 'const keys = context.tokenKeys()\n  const denied = new Set<string>()',
      },
    ],
    caughtBy: 'logout.kills-older-copies',
    message: /with a copy from before a visit and a change: expected status 401, saw status 200/,
    alsoRed: ['renewal', 'password', 'races', 'bearer.sign-out-kills-tokens'],
    code: "app.post('/logout', (req, res) => {\n  denylist.add(req.token.jti)",
    attack: 'Copies the token, waits for one more visit of the owner, and outlives every sign-out.',
    vainFix: 'Shorter tokens: each renewal makes one more that nobody denies.',
    fix: 'An id for the sign-in, the same in all its tokens; that one is denied.',
    references: ['contract Words: sign-in', 'contract Capabilities: revoke', 'ASVS 7.4.1'],
    exercise: 'This server says that it can revoke. Find the copy that survives the sign-out.',
  },
  {
    id: 'sign-out.bearer-lives',
    title: 'Signing out by bearer token ends nothing.',
    server: 'jwt',
    settings: { REVOCATION: 'denylist' },
    patches: [
      {
        file: LOGOUT,
        find: "request.carrier === 'cookie' || style.can.revoke",
        put: "request.carrier === 'cookie'",
      },
    ],
    caughtBy: 'bearer.sign-out-kills-tokens',
    message: /after sign-out: expected status 401, saw status 200/,
    code: "app.post('/logout', (req, res) => {\n  if (req.cookies.token) denylist.add(sidOf(req.cookies.token))\n  res.clearCookie('token').sendStatus(204)",
    attack: 'Keeps the token of a phone whose owner has signed out of the app.',
    vainFix: 'Having the app forget the token: the copy is not in the app.',
    fix: 'What is ended is the sign-in, by whichever carrier the request came.',
    references: ['contract rule 3', 'contract Capabilities: revoke', 'ASVS 7.4.1'],
  },
  {
    id: 'sign-out.ends-others-too',
    title: 'Signing out here ends the sign-ins of this user from the same address.',
    server: 'server-session',
    patches: [
      {
        file: LOGOUT,
        find: FORGET,
        put: `const { signIn } = request.visitor ?? {}
    for (const each of startedAt(request.ip)) {
      if (each.username !== signIn?.username) continue
      const ended = await service.signIns.end(each.id, each.username)
      if (ended?.handle) await style.forgetElsewhere?.(ended.handle)
    }
    ${FORGET}`,
      },
      {
        file: LOGOUT,
        find: 'import { audit, endAllSignIns,',
        put: 'import { audit, endAllSignIns, startedAt,',
      },
      {
        file: SIGNING_IN,
        find: 'const state = { ...carried, signIn, expiresAt: 0 }',
        put: 'const state = { ...carried, signIn, expiresAt: 0 }\n  startedAt(request.ip).push(signIn)',
      },
      {
        file: SIGNING_IN,
        find: '/** An event for the log:',
        put: 'const started = new Map()\nexport function startedAt(address) {\n  started.set(address, started.get(address) ?? [])\n  return started.get(address)\n}\n/** An event for the log:',
      },
    ],
    caughtBy: 'logout.ends-only-this-sign-in',
    message: /elsewhere, after sign-out here: expected status 200, saw status 401/,
    alsoRed: ['sessions.gone-after-sign-out'],
    code: 'await sessions.deleteMany({ user: req.session.user, ip: req.ip })',
    attack: 'Signs out again and again: everybody behind the same proxy is thrown out with them.',
    vainFix: 'Comparing the User-Agent as well.',
    fix: 'Sign-out ends one sign-in, by its id. To end the others there is a route of its own, which asks for the password.',
    references: ['contract POST /logout', 'contract Words: sign-in'],
  },
]
