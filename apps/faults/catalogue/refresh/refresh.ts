/** A short-lived credential that is made anew from a long-lived one, and what goes wrong with the latter. */
import type { Fault } from '../../fault.ts'

const REMEDY = 'shared/mitigations/refresh.ts'
const settings = { REFRESH: 'on' }

export const refreshFaults: readonly Fault[] = [
  {
    id: 'refresh.used-again',
    title: 'A refresh token can be used as often as one likes.',
    server: 'jwt',
    settings,
    patches: [
      {
        file: REMEDY,
        find: 'const rotated = await families.rotate(use.token, use.presented)',
        put: 'const rotated = {}',
      },
    ],
    caughtBy: 'refresh.reuse-ends-sign-in',
    message: /with the old one: expected status 401, saw status 204/,
    code: 'const { sub } = jwt.verify(req.cookies.refresh, REFRESH_KEY)\nres.json({ token: sign(sub) }) // the refresh token stays as it is',
    attack: 'Copies it once, and makes credentials for as long as it lasts, beside its owner.',
    vainFix: 'A shorter life: it is long by purpose.',
    fix: 'Each use makes a new one and uses up the old; an old one that comes again ends the sign-in.',
    references: ['RFC 9700 4.14.2', 'contract POST /refresh'],
  },
  {
    id: 'refresh.reuse-refused-alone',
    title: 'An old refresh token is refused, and that is all.',
    server: 'jwt',
    settings,
    patches: [
      {
        file: REMEDY,
        find: 'await endStolen(request, presented)',
        put: '',
      },
    ],
    caughtBy: 'refresh.reuse-ends-sign-in',
    message: /with the newest, afterwards: expected status 401, saw status 204/,
    code: 'if (record.usedAt) return res.sendStatus(401)',
    attack:
      'Refreshes first with the copy. The owner is refused and signs in again; the thief goes on.',
    vainFix: 'Telling the owner by mail.',
    fix: 'Two have it, and one of them is a thief: all that came of it ends, and both sign in anew.',
    references: ['RFC 9700 4.14.2', 'contract POST /refresh'],
  },
  {
    id: 'refresh.sent-everywhere',
    title: 'The refresh token goes with every request.',
    server: 'jwt',
    settings,
    patches: [
      {
        file: 'shared/config/cookies.ts',
        find: 'Path=/refresh; HttpOnly',
        put: 'Path=/; HttpOnly',
      },
    ],
    caughtBy: 'refresh.cookie-of-own-path',
    message: /paths of the cookies: expected \/refresh, saw \["\/","\/"\]/,
    // It is then a part of the credential that no other route looks at.
    alsoRed: ['forged'],
    code: "res.cookie('refresh', token, { httpOnly: true })",
    attack: 'Reads it where any request is logged, traced or answered: it is in all of them.',
    vainFix: 'HttpOnly: it keeps scripts off, not logs.',
    fix: 'Path=/refresh: one route gets it.',
    references: ['contract rule 1', 'contract POST /refresh'],
  },
  {
    id: 'refresh.from-the-short-one',
    title: 'The short-lived token refreshes itself.',
    server: 'jwt',
    settings,
    patches: [
      {
        file: REMEDY,
        find: '    return undefined\n  }\n\n  async function endCurrent',
        put: '    accessUntil.set(request, fromNow())\n    return carried\n  }\n\n  async function endCurrent',
      },
    ],
    caughtBy: 'refresh.each-for-its-purpose',
    message: /with the credential alone: expected status 401, saw status 204/,
    code: "app.post('/refresh', requireUser, (req, res) => res.json({ token: sign(req.user) }))",
    attack: 'Holds one token of five minutes, and makes of it one for the next five, and so on.',
    vainFix: 'A limit on the number of refreshes, counted in the token.',
    fix: 'Only the refresh credential refreshes, by a typ and a key of its own.',
    references: ['ASVS 9.2.2', 'RFC 8725 3.12', 'contract POST /refresh'],
  },
  {
    id: 'refresh.nothing-new',
    title: 'Refreshing answers well and makes nothing anew.',
    server: 'jwt',
    settings,
    patches: [
      {
        file: REMEDY,
        find: 'return style.remember(request, reply, withAccessTime(state, fromNow()))',
        put: 'return undefined',
      },
    ],
    caughtBy: 'refresh.makes-anew',
    message: /the credential: expected another one, saw the same/,
    code: "res.cookie('refresh', next).sendStatus(204) // and the access token?",
    attack: 'None: people are signed out when the short one ends, and the short one is made long.',
    vainFix: 'Making the short one long.',
    fix: 'Both are made anew in one answer.',
    references: ['contract POST /refresh'],
  },
  {
    id: 'refresh.bad-one-fails',
    title: 'A refresh token that is not there makes the server fail.',
    server: 'jwt',
    settings,
    patches: [{ file: REMEDY, find: 'if (presented === undefined) continue', put: '' }],
    caughtBy: 'refresh.needs-refresh-credential',
    message: /with the refresh cookie, .*: expected status 401, saw status 500/,
    code: 'const record = await db.findToken(hash(token))\nif (record.usedAt) … // record is null',
    attack: 'Fills the log, and learns that nobody looks.',
    vainFix: 'record?.usedAt: then nothing stands in the way.',
    fix: 'What does not verify is absent: 401.',
    references: ['contract rule 5', 'ASVS 16.5.3'],
  },
  {
    id: 'refresh.left-at-sign-out',
    title: 'Signing out clears the short-lived cookie and leaves the refresh token.',
    server: 'jwt',
    settings,
    patches: [
      {
        file: REMEDY,
        find: "if (request.carrier === 'cookie') reply.header('set-cookie', cookie.clear)",
        put: '',
      },
    ],
    caughtBy: 'refresh.ends-with-sign-out',
    message: /refresh cookies left in the browser: expected \[\], saw/,
    code: "app.post('/logout', (req, res) => res.clearCookie('token').sendStatus(204))",
    attack: 'Sits down after the owner, asks for /refresh, and is signed in.',
    vainFix: "clearCookie('refresh'): without its path nothing is cleared.",
    fix: 'Both cookies are cleared, each with its own path; and the refresh token ends on the server.',
    references: ['contract POST /logout', 'contract rule 1', 'ASVS 7.4.1'],
  },
]
