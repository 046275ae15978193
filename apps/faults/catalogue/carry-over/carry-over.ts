/** What goes over from one visitor to another, or from one sign-in to the next, and should not; or the reverse. */
import type { Fault } from '../../fault.ts'

const LOGIN = 'shared/app/routes/login.ts'
const SIGNING_IN = 'shared/app/signing-in.ts'
const KEEP = 'shared/app/keep.ts'

export const carryOverFaults: readonly Fault[] = [
  {
    id: 'carry-over.visits-lost',
    title: 'Signing in forgets what was counted before.',
    server: 'jwt',
    patches: [
      {
        file: LOGIN,
        find: 'if (before.signIn === undefined) return { visits: before.visits, notes: [] }',
        put: 'if (before.signIn === undefined) return { visits: 0, notes: [] }',
      },
    ],
    caughtBy: 'carry-over.anonymous-visits',
    message: /visits right after sign-in: expected 3, saw 0/,
    code: 'req.session.regenerate(() => { req.session.user = user.name }) // and the cart?',
    attack:
      'None, but one: people who lose their cart at sign-in ask for the renewal to be taken out.',
    vainFix: 'Leaving regenerate out: that is session fixation.',
    fix: 'Renew, and take over by name the members that belong to the visitor.',
    references: ['contract rule 4'],
  },
  {
    id: 'carry-over.notes-lost',
    title: 'Signing in again as the same user loses visits and notes.',
    server: 'server-session',
    patches: [
      {
        file: LOGIN,
        find: 'if (before.signIn.username !== username) return { visits: 0, notes: [] }\n  return { visits: before.visits, notes: before.notes }',
        put: 'return { visits: 0, notes: [] }',
      },
    ],
    caughtBy: 'carry-over.same-user-keeps',
    message: /visits after signing in again: expected 1, saw 0/,
    alsoRed: ['notes.no-other-route-too-large'],
    code: 'req.session.regenerate(() => {\n  req.session.data = {}',
    attack: 'None: a second sign-in in another tab empties what the first one wrote.',
    vainFix: 'Refusing to sign in twice.',
    fix: 'The same user goes on with the same state, under a new credential.',
    references: ['contract rule 4'],
  },
  {
    id: 'carry-over.notes-of-another-user',
    title: 'Whoever signs in after another user finds the notes of that one.',
    server: 'cookie-session',
    patches: [
      {
        file: LOGIN,
        find: 'if (before.signIn.username !== username) return { visits: 0, notes: [] }',
        put: '',
      },
    ],
    caughtBy: 'carry-over.other-user-starts-empty',
    message: /visits of the second user: expected 0, saw 1/,
    code: 'req.session.user = user.name // everything else is there already',
    attack: 'Signs in on a shared machine where somebody forgot to sign out, and reads on.',
    vainFix: 'Clearing at sign-out: it is the one who did not sign out who is read.',
    fix: 'A sign-in as somebody else begins with an empty state.',
    references: ['contract rule 4', 'ASVS 7.2.4'],
  },
  {
    id: 'carry-over.role-of-another-user',
    title: 'The role of the user before goes over to the next one.',
    server: 'server-session',
    patches: [
      {
        file: SIGNING_IN,
        find: 'const signIn = { id, username: user.username, role: user.role, signedInAt }',
        put: 'const signIn = { role: user.role, ...request.visitor?.signIn, id, username: user.username, signedInAt }',
      },
    ],
    caughtBy: 'carry-over.other-user-starts-empty',
    message: /user, beside a sign-in afresh: expected .*admin.*, saw .*member/,
    alsoRed: ['capabilities'],
    code: 'Object.assign(req.session.user, { name: user.name }) // the role was set at sign-in',
    attack: 'Signs in as themselves where an administrator was signed in, and keeps the rights.',
    vainFix: 'Setting the role too: the next member will be forgotten again.',
    fix: 'Who is signed in is one new object, never a change to the old one.',
    references: ['contract rule 4', 'ASVS 8.2.1'],
  },
  {
    id: 'carry-over.state-by-user',
    title: 'The state is kept under the name of the user, for all sign-ins alike.',
    server: 'server-session',
    patches: [
      {
        file: KEEP,
        find: 'const next = extended(state, lifetime, Date.now())',
        put: 'const next = extended(state, lifetime, Date.now())\n  if (next.signIn) states.set(next.signIn.username, next)',
      },
      {
        file: KEEP,
        find: '/** Keeps a state until the next request, its idle time starting anew. */',
        put: 'export const states = new Map<string, VisitorState>()\n',
      },
      {
        file: LOGIN,
        find: '  if (before.signIn === undefined) return {',
        put: '  const kept = states.get(username)\n  if (kept !== undefined) return { visits: kept.visits, notes: kept.notes }\n  if (before.signIn === undefined) return {',
      },
      {
        file: LOGIN,
        find: '  if (before === undefined) return { visits: 0, notes: [] }',
        put: '  if (before === undefined) return { visits: 0, notes: [], ...states.get(username) }',
      },
      {
        file: LOGIN,
        find: "import type { Service } from '../service.ts'",
        put: "import { states } from '../keep.ts'\nimport type { Service } from '../service.ts'",
      },
    ],
    caughtBy: 'carry-over.state-is-the-visitors',
    message: /(notes|visits) of the other visitor/,
    // The first user is everybody's: all who sign in as that one see what the others do.
    alsoRed: [
      ...[
        'visits',
        'login',
        'me',
        'notes',
        'password',
        'logout',
        'forged',
        'origin',
        'host',
        'input',
      ],
      ...['limits', 'methods', 'negotiation', 'pages', 'redirects', 'headers', 'races', 'cookies'],
    ],
    code: 'const state = states.get(user.name) ?? {} // one for each user',
    attack:
      'Has a copied cookie that was ended, signs in nowhere, and is content: what the owner writes next is where the thief once was.',
    vainFix: 'Clearing it at sign-out: the other device of the same user loses its state.',
    fix: 'State belongs to the sign-in; what belongs to the user goes into the database, on purpose.',
    references: ['contract Words: state', 'contract rule 4'],
  },
  {
    id: 'carry-over.module-variable',
    title: 'Who is asking stands in a variable that all requests share.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/me.ts',
        find: 'const { visits, expiresAt, signIn } = request.visitor as SignedInState',
        put: 'current = request.visitor\n    await new Promise((resolve) => setTimeout(resolve, 1))\n    const { visits, expiresAt, signIn } = current as SignedInState',
      },
      {
        file: 'shared/app/routes/me.ts',
        find: '/** Who is signed in, since when and until when.',
        put: 'let current: VisitorState | undefined\n/** Who is signed in, since when and until when.',
      },
    ],
    caughtBy: 'races.visitors-at-once',
    message: /user of GET \/me, among others: expected "(alice|bob)", saw "(alice|bob)"/,
    alsoRed: 'any',
    code: 'let user // set by the middleware, read by the routes\napp.use((req, res, next) => { user = find(req); next() })',
    attack: 'Asks often, and once in a while is shown what another visitor asked for.',
    vainFix: 'A lock around each request: it holds until the first await that was overlooked.',
    fix: 'What is known of a request hangs on the request.',
    references: ['ASVS 15.4.1', 'contract Words: visitor'],
  },
  {
    id: 'carry-over.shared-default',
    title: 'All who come for the first time share one object, which is then changed.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/visitor-state.ts',
        find: 'return { visits: 0, notes: [], expiresAt: 0 }',
        put: 'return NOBODY',
      },
      {
        file: 'shared/visitor-state.ts',
        find: '/** A visitor of whom nothing is known. */',
        put: 'const NOBODY: VisitorState = { visits: 0, notes: [], expiresAt: 0 }',
      },
      {
        file: 'shared/app/routes/home.ts',
        find: 'return { ...state, visits: Math.min(state.visits + 1, Number.MAX_SAFE_INTEGER) }',
        put: 'return Object.assign(state, { visits: state.visits + 1 })',
      },
    ],
    caughtBy: 'visits.counts-apart',
    message: /visits of another visitor: expected 1, saw \d+/,
    // Whoever asks for a first visit gets another one's count.
    alsoRed: [
      ...['carry-over', 'renewal', 'forged', 'real-key', 'logout', 'races', 'cookies', 'pages'],
      ...['input', 'limits', 'negotiation', 'methods', 'headers'],
    ],
    code: 'const EMPTY = { visits: 0, cart: [] }\nconst session = (await store.get(sid)) ?? EMPTY\nsession.visits += 1',
    attack: 'None is needed: the cart of one visitor is in the hands of the next.',
    vainFix: 'Object.freeze(EMPTY): the list within it is not frozen.',
    fix: 'A function that makes a new one each time.',
    references: ['contract Words: visitor', 'ASVS 15.4.1'],
  },
]
