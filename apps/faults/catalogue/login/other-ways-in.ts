import type { Fault } from '../../fault.ts'

const LOGIN = 'shared/app/routes/login.ts'
const APP = 'shared/app/build-app.ts'

/** Other ways in than the one that is meant, and a failure that costs the visitor something. */
export const loginWaysFaults: readonly Fault[] = [
  {
    id: 'login.name-as-pattern',
    title: 'The name is looked up as a pattern.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/accounts/users.ts',
        find: 'FROM users WHERE username = ?`',
        put: 'FROM users WHERE username LIKE ?`',
      },
    ],
    caughtBy: 'login.name-is-data',
    message: /as "%": expected status 400 or 401, saw status 200/,
    alsoRed: ['throttle'],
    code: "db.get('SELECT … FROM users WHERE username LIKE ?', username) // so that case does not matter",
    attack:
      'The name `%` with the commonest password asks for every account at once, and no count of failures belongs to any of them.',
    vainFix:
      'Bound parameters: they keep a name from being a piece of the query, not from being a pattern.',
    fix: 'Compare for equality; names of a short list of characters, checked when an account is made.',
    references: ['ASVS 1.2.4', 'ASVS 2.2.1'],
  },
  {
    id: 'login.empty-password-binds',
    title: 'An empty password is taken for a success by the directory behind.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/schemas.ts',
        find: 'export const Password = Type.String({ minLength: 1, ',
        put: 'export const Password = Type.String({ ',
      },
      {
        file: 'shared/accounts/passwords.ts',
        find: 'const stored = passwordHash ?? (await nobodysHash)',
        put: "if (password === '') return passwordHash !== undefined\n  const stored = passwordHash ?? (await nobodysHash)",
      },
    ],
    caughtBy: 'login.refuses-empty-password',
    message: /an empty password in json: expected status 400 or 401, saw status 200/,
    code: "await ldap.bind(`uid=${name},${base}`, password) // '' is an anonymous bind, and succeeds",
    attack: 'A known name and no password.',
    vainFix: 'A required field in the page: the attacker has no page.',
    fix: 'Refuse an empty password before anyone is asked (RFC 4513 5.1.2 says so to clients).',
    references: ['RFC 4513 5.1.2', 'ASVS 2.2.1'],
  },
  {
    id: 'login.failure-signs-out',
    title: 'A failed sign-in ends the sign-in that the visitor has.',
    server: 'jwt',
    patches: [
      {
        file: LOGIN,
        find: 'throw invalidCredentials()',
        put: "if (request.carrier === 'cookie') await service.style.forget(request, reply)\n      throw invalidCredentials()",
      },
    ],
    caughtBy: 'login.failure-keeps-visitor',
    message: /cookies set by POST \/login/,
    alsoRed: ['cookies'],
    code: 'req.session = null // start clean\nif (!user) return res.status(401).json({ error })',
    attack:
      'A typing error in a second tab loses the notes; a form elsewhere that gets past the origin check signs people out.',
    vainFix:
      'Clearing only where somebody was signed in: that is the visitor who has something to lose.',
    fix: 'Touch the session once the password is known to be right, and renew it then.',
    references: ['contract rule 2', 'contract rule 9'],
  },
  {
    id: 'login.query-read',
    title: 'Name and password are read from the address too.',
    server: 'cookie-session',
    patches: [
      {
        file: LOGIN,
        find: "app.post('/login', { schema }, async",
        put: `const preValidation = async (request: FastifyRequest) => {
    const { username, password } = request.query as Record<string, string>
    request.body = { username, password, ...(request.body as object) }
  }
  app.post('/login', { schema, preValidation }, async`,
      },
    ],
    caughtBy: 'login.reads-no-query',
    message: /all of it in the address: expected status 400, saw status 200/,
    code: 'const { username, password } = { ...req.query, ...req.body }',
    attack:
      'Passwords come to stand in access logs, in the history and in Referer; and one link signs a browser in as the attacker, who reads later what was kept there.',
    vainFix: 'Asking clients to send a body: the link still works.',
    fix: 'Read what is secret from the body alone.',
    references: ['ASVS 14.2.1', 'ASVS 15.3.7'],
  },
  {
    id: 'login.by-get',
    title: 'GET /login signs in.',
    server: 'server-session',
    patches: [
      {
        file: LOGIN,
        find: "app.post('/login', { schema }, async",
        put: `app.get('/login', async (request, reply) => {
    const { username = '', password = '' } = request.query as Record<string, string>
    const user = await verifiedUser(service, request, username, password)
    if (user === undefined) throw invalidCredentials()
    await beginSignIn(service, request, reply, user, carriedOver(request, username))
    return reply.redirect('/', 303)
  })
  app.post('/login', { schema }, async`,
      },
    ],
    caughtBy: 'login.never-by-get',
    message: /cookies set by GET \/login/,
    alsoRed: ['methods', 'openapi'],
    code: "app.all('/login', login) // the link in our mails signs in by itself",
    attack:
      'No origin check holds for GET: an <img> on any page signs its readers in as the attacker; and the password is in every log on the way.',
    vainFix: 'SameSite on the cookie: it is about cookies that are sent, and this one is set.',
    fix: 'Sign in by POST, with the origin check before it; a link in a mail carries a single-use token that a page posts.',
    references: ['ASVS 3.5.3', 'ASVS 14.2.1', 'RFC 9110 9.2.1'],
  },
  {
    id: 'login.takes-basic',
    title: 'Name and password in an Authorization header do as well.',
    server: 'jwt',
    patches: [
      {
        file: APP,
        find: "import { loggerOptions } from './logger.ts'",
        put: "import { checkPassword } from '../accounts/passwords.ts'\nimport { loggerOptions } from './logger.ts'",
      },
      {
        file: APP,
        find: 'request.visitor = wholeState(await style.recall(request))',
        put: `request.visitor = wholeState(await style.recall(request))
      const basic = /^basic (.*)/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
      const [username = '', password = ''] = Buffer.from(basic, 'base64').toString().split(':')
      const user = await service.users.find(username)
      if (user !== undefined && (await checkPassword(user.passwordHash, password))) {
        const now = Date.now()
        const signIn = { id: 'basic', username, role: user.role, signedInAt: now }
        request.visitor ??= { visits: 0, notes: [], expiresAt: now + 60_000, signIn }
      }`,
      },
    ],
    caughtBy: 'login.takes-no-basic',
    message: /Basic credentials: expected status 401, saw status 200/,
    code: '// for the old mobile app\nconst [name, pass] = basicAuth(req)\nif (await users.check(name, pass)) req.user = await users.get(name)',
    attack: 'A second way in that no throttle counts: guess at full speed, one request a guess.',
    vainFix: 'Leaving it out of the documentation: whoever looks tries it first.',
    fix: 'One way to sign in, with every safeguard on it.',
    references: ['ASVS 6.3.4', 'contract rule 14'],
  },
]
