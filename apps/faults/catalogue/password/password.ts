/** Changing the password, and who is still in afterwards. */
import type { Fault } from '../../fault.ts'

const ROUTE = 'shared/app/routes/password.ts'
const BEGIN = 'await beginSignIn(service, request, reply, changedUser, state, signedInAt)'
const VERIFIED = 'const user = await verifiedUser(service, request, username, currentPassword)'

export const passwordFaults: readonly Fault[] = [
  {
    id: 'password.old-one-cached',
    title: 'The old password works on, out of a cache.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/accounts/users.ts',
        find: 'return row && fromRow(row)',
        put: 'if (row && !cache.has(username)) cache.set(username, fromRow(row))\n      return cache.get(username)',
      },
      {
        file: 'shared/accounts/users.ts',
        find: 'async function update(',
        put: 'const cache = new Map<string, User>()\n  async function update(',
      },
    ],
    caughtBy: 'password.changes',
    message: /with the new password: expected status 200, saw status 401/,
    alsoRed: ['capabilities'],
    code: 'const user = cache.get(name) ?? (await db.findUser(name))',
    attack: 'Knows the password that was changed because they know it, and is let in.',
    vainFix: 'A cache of five minutes: that is long enough.',
    fix: 'What decides on a sign-in is read where it is written.',
    references: ['contract POST /password', 'ASVS 6.2.2'],
  },
  {
    id: 'password.credential-kept',
    title: 'A password change leaves the credential as it was.',
    server: 'server-session',
    patches: [
      { file: ROUTE, find: BEGIN, put: 'await keep(service, request, reply, state)' },
      {
        file: ROUTE,
        find: "import { changed } from '../done.ts'",
        put: "import { changed } from '../done.ts'\nimport { keep } from '../keep.ts'",
      },
    ],
    caughtBy: 'password.issues-fresh-credential',
    message: /the credential: expected another one, saw the same/,
    alsoRed: ['races.slow-change-against-password-change'],
    code: 'await users.setPassword(name, await hash(newPassword))\nres.sendStatus(204)',
    attack: 'Holds a copy of the cookie, which the new password was meant to end.',
    vainFix: 'Ending the other sign-ins: the copy is of this one.',
    fix: 'A new credential and a new sign-in id for the one who changed it; all before it end.',
    references: ['ASVS 7.2.4', 'contract POST /password', 'contract rule 4'],
  },
  {
    id: 'password.others-stay',
    title: 'A password change spares the other sign-ins of the user.',
    server: 'server-session',
    patches: [
      {
        file: ROUTE,
        find: 'if (service.style.can.endEverywhere) await endAllSignIns(service, username, state.signIn.id)',
        put: '',
      },
    ],
    caughtBy: 'password.ends-other-sign-ins',
    message: /elsewhere, after the change: expected status 401, saw status 200/,
    code: 'await users.setPassword(name, hash)\nreq.session.regenerate(…) // and the sessions elsewhere?',
    attack: 'Signed in once with the stolen password, and stays in.',
    vainFix: 'A checkbox "sign out elsewhere" that is off.',
    fix: 'The change ends every other sign-in, in the same request.',
    references: ['ASVS 7.4.3', 'contract POST /password'],
  },
  {
    id: 'password.own-ends-too',
    title: 'Whoever changes the password is signed out as well.',
    server: 'server-session',
    patches: [
      {
        file: ROUTE,
        find: "audit(request, 'password changed', username)",
        put: "audit(request, 'password changed', username)\n    await endAllSignIns(service, username)",
      },
    ],
    caughtBy: 'password.ends-other-sign-ins',
    message: /here, after the change: expected status 200, saw status 401/,
    alsoRed: [
      'races.slow-change-against-password-change',
      'redirects.home-after-password-change',
      'openapi.answers-fit',
    ],
    code: 'await sessions.deleteMany({ user: name })',
    attack: 'None: people learn that a change throws them out, and do it less often.',
    vainFix: 'A page that says so.',
    fix: 'All others end; the one who asked goes on under a fresh credential.',
    references: ['contract POST /password'],
  },
  {
    id: 'password.state-lost',
    title: 'A password change empties the state.',
    server: 'cookie-session',
    patches: [
      { file: ROUTE, find: BEGIN, put: BEGIN.replace('state,', '{ visits: 0, notes: [] },') },
    ],
    caughtBy: 'password.keeps-state',
    message: /visits after the change: expected 1, saw 0/,
    code: 'req.session.regenerate(() => { req.session.user = name })',
    attack: 'None.',
    vainFix: 'Warning beforehand.',
    fix: 'The credential is new, the state the same.',
    references: ['contract POST /password', 'contract rule 4'],
  },
  {
    id: 'password.json-alone',
    title: 'The route takes JSON alone.',
    server: 'jwt',
    patches: [
      {
        file: ROUTE,
        find: 'const { currentPassword, newPassword } = request.body',
        put: "if (request.headers['content-type']?.startsWith('application/x-www')) throw new Problem('unsupported-media-type', 'Send JSON.')\n    const { currentPassword, newPassword } = request.body",
      },
    ],
    caughtBy: 'password.takes-form',
    message: /with a form: expected status 204, saw status 415/,
    alsoRed: ['redirects.home-after-password-change'],
    code: "app.post('/password', express.json(), …)",
    attack: 'None: where scripts are blocked nobody can change a password.',
    vainFix: 'A script that sends JSON.',
    fix: 'Every POST route takes both.',
    references: ['contract Words'],
  },
  {
    id: 'password.cut-at-72',
    title: 'Of a password the first 72 characters count.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/accounts/passwords.ts',
        find: 'hash(password, ARGON2ID)',
        put: 'hash(password.slice(0, 72), ARGON2ID)',
      },
      {
        file: 'shared/accounts/passwords.ts',
        find: 'verify(stored, password)',
        put: 'verify(stored, password.slice(0, 72))',
      },
    ],
    caughtBy: 'password.whole-length-counts',
    message: /with another last character: expected status 401, saw status 200/,
    code: 'await bcrypt.hash(password, 12) // bcrypt reads 72 bytes, and says nothing',
    attack: 'Guesses the beginning of a long password that ends in what makes it strong.',
    vainFix: 'Hashing the name and the password together: then even less of the password counts.',
    fix: 'A hash without a limit (argon2id), or a refusal of what is longer.',
    references: ['ASVS 6.2.8', 'ASVS 6.2.9', 'contract rule 8'],
  },
  {
    id: 'password.for-strangers',
    title: 'The route takes a user for granted, and fails for who is none.',
    server: 'jwt',
    patches: [
      {
        file: ROUTE,
        find: "app.post('/password', { schema, config: { signedIn: true } },",
        put: "app.post('/password', { schema },",
      },
    ],
    caughtBy: 'password.needs-sign-in',
    message: /expected status 401, saw status 500/,
    alsoRed: [
      'order.sign-in-before-media-type',
      'order.sign-in-before-body',
      'forged.no-route-trusts-it',
    ],
    code: "router.post('/password', changePassword) // mounted before requireUser",
    attack:
      'Tries each route without a cookie; one of them was mounted on the wrong side of the guard.',
    vainFix: "Reading the name from the body instead: then anybody's password can be changed.",
    fix: 'Closed unless said otherwise, in one place.',
    references: ['ASVS 8.3.1', 'contract POST /password'],
  },
  {
    id: 'password.current-not-asked',
    title: 'Any current password will do.',
    server: 'server-session',
    patches: [
      { file: ROUTE, find: VERIFIED, put: `${VERIFIED} ?? (await service.users.find(username))` },
    ],
    caughtBy: 'password.wrong-current',
    message: /expected status 403, saw status 204/,
    alsoRed: ['renewal.visit-and-change-renew', 'throttle.password-change'],
    code: "app.post('/password', requireUser, async (req, res) => setPassword(req.user, req.body.newPassword))",
    attack: 'Finds a tab left open, sets a password of their own, and has the account.',
    vainFix: 'Sending a mail about it: to read afterwards.',
    fix: 'The current password, checked and throttled as at sign-in.',
    references: ['ASVS 6.2.3', 'contract POST /password'],
  },
  {
    id: 'password.any-will-do',
    safeguard: 'password-rules',
    title: "Every new password is taken: short, common, the user's own name.",
    server: 'jwt',
    patches: [
      {
        file: ROUTE,
        find: 'const reason = await weaknessOf(newPassword, username)',
        put: 'const reason: WeakReason | undefined = undefined',
      },
    ],
    caughtBy: 'password.weak-has-reason',
    message: /with one that is too-short: expected status 400, saw status 204/,
    code: 'const hash = await argon2.hash(req.body.newPassword)',
    attack:
      'Tries the ten passwords that most people have, with every name: throttling allows ten.',
    vainFix: 'Asking for a digit and a sign: Password1! is on every list.',
    fix: 'Eight characters or more, not on a list of common ones, not the name.',
    references: ['ASVS 6.2.1', 'ASVS 6.2.4', 'ASVS 6.2.11', 'contract POST /password'],
  },
  {
    id: 'password.new-one-checked-first',
    title: 'The new password is judged before the current one is checked.',
    server: 'jwt',
    patches: [
      {
        file: ROUTE,
        find: VERIFIED,
        put: `const early = await weaknessOf(newPassword, username)
    if (early !== undefined) throw new Problem('weak-password', WHY[early], { extras: { reason: early } })
    ${VERIFIED}`,
      },
    ],
    caughtBy: 'password.order-of-checks',
    message: /wrong current, weak new: expected status 403, saw status 400/,
    code: 'validate(newPassword)\nawait checkCurrent(currentPassword)',
    attack: 'Learns the rules, and which words are on the list, with nothing but an open tab.',
    vainFix: 'Leaving the reason out: the status tells.',
    fix: 'Shape, then the current password, then the new one.',
    references: ['contract POST /password'],
  },
]
