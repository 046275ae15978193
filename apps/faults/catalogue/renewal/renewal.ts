/** What a sign-in begins, and what it leaves of the time before. */
import type { Fault } from '../../fault.ts'

const STYLE = 'apps/server-session/style.ts'
const LOGIN = 'shared/app/routes/login.ts'
const SIGNING_IN = 'shared/app/signing-in.ts'
const REGENERATE = 'await request.session.regenerate() // a new number; the old one is dead'
const BEGIN = 'await beginSignIn(service, request, reply, user, carriedOver(request, username))'

export const renewalFaults: readonly Fault[] = [
  {
    id: 'renewal.none',
    safeguard: 'fresh-id',
    title: 'Signing in keeps the session id of the anonymous visitor.',
    server: 'server-session',
    patches: [{ file: STYLE, find: REGENERATE, put: '' }],
    caughtBy: 'renewal.planted-credential-stays-anonymous',
    message: /with the credential from before the sign-in: expected status 401, saw status 200/,
    alsoRed: ['password', 'races', 'sessions.gone-after-sign-out'],
    code: 'if (await bcrypt.compare(password, user.hash)) {\n  req.session.user = user.name',
    attack:
      'Visits first, plants that cookie in the browser of a victim, waits for the sign-in, and is the victim.',
    vainFix: "Binding the session to the browser's User-Agent: the attacker sends the same one.",
    fix: 'A new id at every sign-in and password change; the old one ends.',
    references: ['ASVS 7.2.4', 'OWASP Session Fixation', 'contract rule 4'],
    exercise:
      'This login passes all its own tests. Visit before you sign in, and say what that first cookie is good for afterwards.',
  },
  {
    id: 'renewal.old-id-lives',
    title: 'The new session is a copy, and the old one stays.',
    server: 'server-session',
    patches: [
      {
        file: STYLE,
        find: REGENERATE,
        put: 'store.sparing = true\n      const renewed = request.session.regenerate()\n      store.sparing = false\n      await renewed',
      },
      {
        file: 'apps/server-session/stores/guarded-store.ts',
        find: 'callbackify((id: string) => closed(() => this.#destroy(sha256(id))))',
        put: 'callbackify((id: string) => (this.sparing ? Promise.resolve() : closed(() => this.#destroy(sha256(id)))))',
      },
    ],
    caughtBy: 'renewal.old-credential-ends',
    message: /with a copy from before the second sign-in: expected status 401, saw status 200/,
    alsoRed: ['password.kills-own-copies', 'races', 'sessions.gone-after-sign-out'],
    code: 'const fresh = { ...req.session, id: newId() }\nawait store.set(fresh.id, fresh) // and the old one?',
    attack:
      'Keeps using the copied cookie: signing in again, the advice to whoever fears a theft, changes nothing.',
    vainFix: 'Letting the old one end by itself, hours later.',
    fix: 'The old id is destroyed before the new one is set.',
    references: ['ASVS 7.2.4', 'contract rule 4', 'fastify/session issue 240'],
  },
  {
    id: 'renewal.only-for-strangers',
    title: 'Whoever is signed in already keeps the credential at the next sign-in.',
    server: 'server-session',
    patches: [
      {
        file: LOGIN,
        find: `const fresh = ${BEGIN}`,
        put: `const same = request.visitor?.signIn?.username === username
    const fresh = same
      ? await keep(service, request, reply, request.visitor)
      : ${BEGIN}`,
      },
      {
        file: LOGIN,
        find: "import type { Service } from '../service.ts'",
        put: "import { keep } from '../keep.ts'\nimport type { Service } from '../service.ts'",
      },
    ],
    caughtBy: 'renewal.fresh-credential-at-sign-in',
    message: /different credentials over two sign-ins: expected 3, saw 2/,
    alsoRed: ['races', 'sessions.gone-after-sign-out'],
    code: 'if (req.session.user === user.name) return res.json({ user })\nreq.session.regenerate(…)',
    attack: 'Holds a copied cookie, and it goes on through every new sign-in of its owner.',
    vainFix: 'Renewing at sign-out only: the thief does not sign out.',
    fix: 'A sign-in that succeeded is a new one, whoever asked.',
    references: ['ASVS 7.2.4', 'contract rule 4'],
  },
  {
    id: 'renewal.not-over-another-user',
    title: 'The session id is renewed only where nobody was signed in.',
    server: 'server-session',
    patches: [
      { file: STYLE, find: REGENERATE, put: `if (!request.visitor?.signIn) ${REGENERATE}` },
    ],
    caughtBy: 'renewal.planted-sign-in-stays-its-own',
    message: /from before the sign-in: expected not the one who signed in, saw alice/,
    alsoRed: ['password', 'races', 'sessions.gone-after-sign-out', 'carry-over'],
    code: 'if (!req.session.user) await regenerate(req)\nreq.session.user = user.name',
    attack: 'Signs in as themselves, plants that cookie, and becomes whoever signs in over it.',
    vainFix: 'Signing the old user out first, in the same session: the id is what was planted.',
    fix: 'Every sign-in gets a new id, whoever was there before.',
    references: ['ASVS 7.2.4', 'OWASP Session Fixation', 'contract rule 4'],
  },
  {
    id: 'renewal.end-never-moves',
    title: 'The idle end is set at sign-in and never put off.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/keep.ts',
        find: 'const next = extended(state, lifetime, Date.now())',
        put: 'const next = state.signIn && state.expiresAt > 0 ? state : extended(state, lifetime, Date.now())',
      },
    ],
    caughtBy: 'renewal.visit-and-change-renew',
    message: /at least a second later, saw moved by 0 ms/,
    code: "const token = jwt.sign({ sub }, key, { expiresIn: '30m' }) // at sign-in alone",
    attack:
      'None: people are thrown out in the middle of their work, until somebody makes it a week.',
    vainFix: 'A longer idle time: then it is none.',
    fix: 'Each use puts the idle end off, and the absolute end bounds it.',
    references: ['ASVS 7.3.1', 'contract rule 6'],
  },
  {
    id: 'renewal.reads-renew',
    title: 'Every read puts the idle end off.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/build-app.ts',
        find: 'if (request.routeOptions.config.signedIn && !isSignedIn(request.visitor)) throw notSignedIn()',
        put: 'if (request.routeOptions.config.signedIn && !isSignedIn(request.visitor)) throw notSignedIn()\n      if (request.visitor?.signIn) await style.remember(request, undefined, extended(request.visitor, service.lifetime, Date.now()))',
      },
      {
        file: 'shared/app/build-app.ts',
        find: "import { isSignedIn, wholeState } from '../visitor-state.ts'",
        put: "import { extended, isSignedIn, wholeState } from '../visitor-state.ts'",
      },
    ],
    caughtBy: 'renewal.reads-and-errors-renew-nothing',
    message: /milliseconds that expiresAt moved by/,
    alsoRed: [
      'sessions',
      'me',
      'cookies',
      'origin.safe-requests-change-nothing',
      'methods.get-changes-nothing',
    ],
    code: 'app.use(session({ rolling: true, resave: true, … }))',
    attack:
      'Sits at a machine that was left: the page in another tab asks for news every minute, and so the session never idles.',
    vainFix: 'Leaving out the address that polls: there will be another one.',
    fix: 'What a person does renews; what a page reads by itself does not.',
    references: ['contract rule 6', 'contract GET /me', 'ASVS 7.3.1'],
  },
  {
    id: 'renewal.start-kept',
    title: 'A new sign-in goes on with the start time of the one before.',
    server: 'jwt',
    patches: [
      {
        file: LOGIN,
        find: BEGIN,
        put: BEGIN.replace('username))', 'username), request.visitor?.signIn?.signedInAt)'),
      },
    ],
    caughtBy: 'renewal.new-sign-in-new-start',
    message: /signedInAt: expected later than before, saw 0 ms later/,
    code: 'session.signedInAt ??= Date.now()',
    attack: 'None: the password was given a minute ago, and the absolute end comes all the same.',
    vainFix: 'A longer absolute time, for everyone.',
    fix: 'A sign-in has its own start; nothing of the one before is its business.',
    references: ['contract Words: sign-in', 'contract GET /me'],
  },
  {
    id: 'renewal.sign-in-id-kept',
    title: 'The sign-in id stays over new sign-ins and password changes.',
    server: 'jwt',
    patches: [
      {
        file: SIGNING_IN,
        find: 'const id = newSignInId()',
        put: 'const id = request.visitor?.signIn?.id ?? newSignInId()',
      },
    ],
    caughtBy: 'renewal.new-sign-in-id',
    message: /name the sign-in before: expected "", saw "sid"/,
    alsoRed: ['password.new-sign-in-id'],
    code: 'const sid = req.user?.sid ?? randomUUID()\njwt.sign({ sub, sid }, key)',
    attack:
      'Holds a copy from before. To revoke its id would throw the owner out as well, so nobody does.',
    vainFix: 'Telling them apart by jti: each renewal has another one.',
    fix: 'An id for each sign-in: what revokes, revokes that one with all its copies.',
    references: ['contract Words: sign-in', 'ASVS 7.2.4'],
  },
  {
    id: 'renewal.sign-in-id-short',
    title: 'The sign-in id has 32 bits.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/accounts/sign-in-id.ts',
        find: 'const RANDOM_BYTES = 16',
        put: 'const RANDOM_BYTES = 4',
      },
    ],
    caughtBy: 'renewal.sign-in-id-random',
    message: /chance in \S+: expected 128 bits, saw at most \d+ bits/,
    code: 'const sid = Math.random().toString(36).slice(2, 8)',
    attack: 'After some 77,000 sign-ins two share an id: whoever ends one ends the other.',
    vainFix: 'Asking the store whether the id is free: two servers ask at the same moment.',
    fix: '128 bits, and nobody has to ask.',
    references: ['contract Words: sign-in', 'ASVS 7.2.3'],
  },
]
