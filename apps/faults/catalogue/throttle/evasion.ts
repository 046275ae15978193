import type { Fault } from '../../fault.ts'

const THROTTLE = 'shared/accounts/throttle.ts'
const SIGNING_IN = 'shared/app/signing-in.ts'
const ATTEMPT = 'const right = await throttle.attempt(username, request.ip, async () => {'

/** Counts that a guesser gets around. */
export const throttleEscapesFaults: readonly Fault[] = [
  {
    id: 'throttle.each-spelling-apart',
    safeguard: 'one-count-for-a-name',
    title: 'The database takes capitals for small letters, the count does not.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/accounts/users.ts',
        find: 'FROM users WHERE username = ?`',
        put: 'FROM users WHERE lower(username) = lower(?)`',
      },
      { file: THROTTLE, find: "username.normalize('NFKC').toLowerCase()", put: 'username' },
    ],
    caughtBy: 'throttle.other-spelling-is-no-way-out',
    message: /as "ALICE", which reaches the account: expected status 429, saw status 200/,
    code: "const key = `${username}_${ip}`\nconst user = await db.query('SELECT … WHERE username = ?') // MySQL: case-insensitive",
    attack: 'alice, Alice, aLice: 32 spellings of five letters are 32 times as many guesses.',
    vainFix:
      'Lower case for the count: the collation takes accents and trailing spaces for nothing as well.',
    fix: 'Count by what the name is folded to for looking it up, or wider; a second count by address stands behind it.',
    references: ['ASVS 6.3.1', 'contract rule 8'],
  },
  {
    id: 'throttle.each-accent-apart',
    title: 'The database takes no notice of accents, the count does.',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/accounts/users.ts',
        find: '        username,\n      )\n      return row',
        put: "        username.normalize('NFKD').replace(/\\p{M}/gu, ''),\n      )\n      return row",
      },
    ],
    caughtBy: 'throttle.other-spelling-is-no-way-out',
    message: /which reaches the account: expected status 429, saw status 200/,
    code: 'const key = username.trim().toLowerCase()\n// and the column is utf8mb4_0900_ai_ci: ai for accent-insensitive',
    attack: 'á, à, â, ä and ã for an a: every vowel of the name multiplies the guesses.',
    vainFix: 'NFKC and lower case for the count: an accent is no compatibility form.',
    fix: 'A binary collation for the name (it is a key), or the count by the row that was found, and a count by address behind it.',
    references: ['ASVS 6.3.1', 'contract rule 8'],
  },
  {
    id: 'throttle.address-from-header',
    safeguard: 'client-address',
    title: 'Anyone may name the address that counts, in X-Forwarded-For.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/build-app.ts',
        find: 'config.trustedProxies.length > 0 ? config.trustedProxies : false',
        put: 'true',
      },
    ],
    caughtBy: 'throttle.forwarded-address-is-no-way-out',
    message: /and still no 429/,
    alsoRed: ['host', 'origin', 'redirects'],
    code: "app.set('trust proxy', true) // so that req.ip is right behind nginx",
    attack:
      'Another X-Forwarded-For with each guess, and each guess comes from an address that never failed.',
    vainFix:
      "`trust proxy: 1`: right behind one proxy; without one, or with its port open, the client's own entry counts.",
    fix: 'Trust the addresses of the proxies that are there, and no header where there is none.',
    references: ['ASVS 4.1.3', 'ASVS 15.3.4', 'contract rule 7'],
  },
  {
    id: 'throttle.address-from-cdn-header',
    title:
      "A header of a content network's tells the address, also where no such network is in front.",
    server: 'server-session',
    patches: [
      {
        file: SIGNING_IN,
        find: ATTEMPT,
        put: "const cdn = request.headers['cf-connecting-ip']\n  const right = await throttle.attempt(username, String(cdn ?? request.ip), async () => {",
      },
    ],
    caughtBy: 'throttle.forwarded-address-is-no-way-out',
    message: /and still no 429/,
    code: "const ip = req.headers['cf-connecting-ip'] || req.headers['x-real-ip'] || req.ip",
    attack:
      'Whoever finds the address of the server itself sends the header, and a new one with each guess.',
    vainFix: 'Not publishing the address: certificate logs and old DNS records have it.',
    fix: 'The header counts from the addresses of that network alone; the port is closed to all others.',
    references: ['ASVS 4.1.3', 'ASVS 15.3.4'],
  },
  {
    id: 'throttle.by-user-agent',
    title: 'The count is by address and browser.',
    server: 'cookie-session',
    patches: [
      {
        file: SIGNING_IN,
        find: ATTEMPT,
        put: "const client = `${request.ip} ${request.headers['user-agent']}`\n  const right = await throttle.attempt(username, client, async () => {",
      },
    ],
    caughtBy: 'throttle.other-request-is-no-way-out',
    message: /another\/1.*expected status 429, saw status 401/,
    code: 'const key = hash(req.ip + req.get("user-agent")) // a household is not one client',
    attack: 'The guesser names another browser with each guess.',
    vainFix: 'More headers in the fingerprint: more that can be changed.',
    fix: 'Count by what a client cannot choose.',
    references: ['ASVS 6.3.1', 'contract rule 8'],
  },
  {
    id: 'throttle.tokens-free',
    title: 'Sign-ins by form are counted, those for a token are not.',
    server: 'jwt',
    patches: [
      {
        file: SIGNING_IN,
        find: ATTEMPT,
        put: `const free: Service['throttle']['attempt'] = (_name, _address, check) => check()
  const counted = request.carrier === 'bearer' ? free : throttle.attempt
  const right = await counted(username, request.ip, async () => {`,
      },
    ],
    caughtBy: 'throttle.counts-every-kind',
    message: /and still no 429/,
    code: "app.post('/login', limiter, login)\napp.post('/api/token', token) // for apps",
    attack: 'The guesser asks where the apps ask.',
    vainFix: 'An API key for apps: it is in each of them, for everyone to read.',
    fix: 'Count where the password is checked, not where a route begins.',
    references: ['ASVS 6.3.4', 'contract rule 8'],
  },
  {
    id: 'throttle.refusal-without-page',
    title: 'A browser gets the refusal as JSON.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/problems/answer.ts',
        find: "if (request.wants === 'page') return",
        put: "if (request.wants === 'page' && problem.code !== 'too-many-attempts') return",
      },
    ],
    caughtBy: 'throttle.page-of-refusal',
    message: /media type: expected "text\/html"/,
    code: "handler: (req, res) => res.status(429).json({ error: 'Too many requests' })",
    attack: 'None: people see braces, and call.',
    vainFix: 'A page for everyone: programs see a page, and fail.',
    fix: 'Refusals go the way of every other answer.',
    references: ['contract Words: problem'],
  },
  {
    id: 'throttle.password-change-free',
    title: 'The current password can be guessed at without end.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/routes/password.ts',
        find: 'import { hashPassword }',
        put: 'import { checkPassword, hashPassword }',
      },
      {
        file: 'shared/app/routes/password.ts',
        find: 'const user = await verifiedUser(service, request, username, currentPassword)',
        put: `const found = await service.users.find(username)
    const user = (await checkPassword(found?.passwordHash, currentPassword)) ? found : undefined`,
      },
    ],
    caughtBy: 'throttle.password-change',
    message: /429/,
    code: "app.post('/login', limiter, login)\napp.post('/password', requireSession, changePassword)",
    attack:
      'Whoever finds a browser signed in, or has a copy of its cookie, guesses the password at full speed and takes the account over.',
    vainFix: 'Asking for a sign-in first: the thief has one.',
    fix: 'Every check of a password goes through one function, and that one counts.',
    references: ['ASVS 6.3.1', 'ASVS 6.3.4', 'contract POST /password'],
  },
  {
    id: 'throttle.logout-everywhere-free',
    title: 'Signing out everywhere tells whether a password is right, as often as one asks.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/logout.ts',
        find: 'import type { SignedInState }',
        put: "import { checkPassword } from '../../accounts/passwords.ts'\nimport type { SignedInState }",
      },
      {
        file: 'shared/app/routes/logout.ts',
        find: 'const user = await verifiedUser(service, request, username, request.body.currentPassword)',
        put: `const found = await service.users.find(username)
    const right = await checkPassword(found?.passwordHash, request.body.currentPassword)
    const user = right ? found : undefined`,
      },
    ],
    caughtBy: 'throttle.logout-everywhere',
    message: /a 429 in the end/,
    code: "app.post('/logout/everywhere', requireSession, async (req, res) => {\n  if (!(await bcrypt.compare(req.body.currentPassword, user.hash))) return res.sendStatus(403)",
    attack: 'As with the password change: 403 means "wrong", and the next guess may come at once.',
    vainFix: 'Not asking for the password: then whoever has the cookie signs everyone out.',
    fix: 'The same counted check as sign-in.',
    references: ['ASVS 6.3.4', 'contract POST /logout/everywhere'],
  },
]
