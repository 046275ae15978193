/** A short-lived credential that is made anew from a long-lived one, and what goes wrong with the latter. */
import type { Fault, Patch } from '../fault.ts'
import { REFRESHING } from '../pieces/refreshing-jwt.ts'

const PIECE = 'test/faults/pieces/refreshing.ts'
const FOUND =
  'const found = [...families].find(([, { newest, used }]) => newest === token || used.has(token))'

const refreshing = (...patches: readonly Patch[]): readonly Patch[] => [...REFRESHING, ...patches]

export const refreshFaults: readonly Fault[] = [
  {
    id: 'refresh.used-again',
    title: 'A refresh token can be used as often as one likes.',
    server: 'jwt',
    patches: refreshing({
      file: PIECE,
      find: 'family.used.add(token)\n    family.newest = freshToken()',
      put: '',
    }),
    caughtBy: 'refresh.reuse-ends-sign-in',
    message: /with the old one: expected status 401, saw status 200/,
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
    patches: refreshing({
      file: PIECE,
      find: 'families.delete(id) // used again: somebody has a copy, and nobody knows who',
      put: '',
    }),
    caughtBy: 'refresh.reuse-ends-sign-in',
    message: /with the newest, afterwards: expected status 401, saw status 200/,
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
    patches: refreshing({
      file: PIECE,
      find: '`$' + '{name}=$' + '{token}; Path=/refresh; $' + '{flags}`',
      put: '`$' + '{name}=$' + '{token}; Path=/; $' + '{flags}`',
    }),
    caughtBy: 'refresh.cookie-of-own-path',
    message: /paths of the cookies: expected \/refresh, saw \["\/","\/"\]/,
    // It is then a part of the credential that no other route looks at.
    alsoRed: ['forged', 'logout.clears-credential'],
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
    patches: refreshing({
      file: PIECE,
      find: FOUND,
      put: `const access = cookieValues(request.headers.cookie, accessName)[0]
    if (access !== undefined) {
      const { sid } = JSON.parse(Buffer.from(access.split('.')[1], 'base64url').toString())
      const family = families.get(sid)
      if (family) return reply.header('set-cookie', accessName + '=' + sign(family.state) + '; Path=/; ' + flags).code(200).send({})
    }
    ${FOUND}`,
    }),
    caughtBy: 'refresh.each-for-its-purpose',
    message: /with the credential alone: expected status 401, saw status 200/,
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
    patches: refreshing({
      file: PIECE,
      find:
        "reply.header('set-cookie', `$" +
        '{accessName}=$' +
        '{sign(family.state)}; Path=/; $' +
        '{flags}`)',
      put: '',
    }),
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
    patches: refreshing({
      file: PIECE,
      find: 'if (found === undefined) throw notSignedIn()',
      put: '',
    }),
    caughtBy: 'refresh.needs-refresh-credential',
    message: /as a stranger: expected status 401, saw status 500/,
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
    patches: refreshing({
      file: PIECE,
      find: "reply.header('set-cookie', `$" + '{name}=; Path=/refresh; Max-Age=0; $' + '{flags}`)',
      put: '',
    }),
    caughtBy: 'refresh.ends-with-sign-out',
    message: /refresh cookies left in the browser: expected \[\], saw/,
    code: "app.post('/logout', (req, res) => res.clearCookie('token').sendStatus(204))",
    attack: 'Sits down after the owner, asks for /refresh, and is signed in.',
    vainFix: "clearCookie('refresh'): without its path nothing is cleared.",
    fix: 'Both cookies are cleared, each with its own path; and the refresh token ends on the server.',
    references: ['contract POST /logout', 'contract rule 1', 'ASVS 7.4.1'],
  },
]
