import type { Fault } from '../fault.ts'

const LOGIN = 'shared/app/routes/login.ts'
const SIGNING_IN = 'shared/app/signing-in.ts'
const PASSWORDS = 'shared/accounts/passwords.ts'

export const loginFaults: readonly Fault[] = [
  {
    id: 'login.user-as-text',
    title: 'The answer names the user, but not the role.',
    server: 'cookie-session',
    patches: [
      { file: LOGIN, find: 'user: User, ...FRESH', put: 'user: Type.Unknown(), ...FRESH' },
      { file: LOGIN, find: 'user: { username, role: user.role }', put: 'user: { username }' },
    ],
    caughtBy: 'login.answers-user',
    message: /role/,
    code: "res.json({ user: { username } })\n// and in the page: if (user.role !== 'guest') showTools()",
    attack:
      'None by itself: a page that asks for a role and gets none decides by a default, and the default is often the wrong one.',
    vainFix:
      'A default in the page: the page then shows what it guesses, and the server still knows better.',
    fix: "Answer with the contract's members, held to a schema that a test checks.",
    references: ['contract POST /login'],
  },
  {
    id: 'login.hash-in-answer',
    title: 'The answer to a sign-in is the whole row of the user, hash and all.',
    server: 'server-session',
    patches: [
      { file: LOGIN, find: 'user: User, ...FRESH', put: 'user: Type.Unknown(), ...FRESH' },
      {
        file: LOGIN,
        find: 'return { user: { username, role: user.role }, ...fresh }',
        put: 'return { user, ...fresh }',
      },
    ],
    caughtBy: 'login.gives-no-secret',
    message: /hash/,
    alsoRed: ['cookies.told-by-set-cookie-alone'],
    code: 'const user = await User.findOne({ where: { username } })\nif (await bcrypt.compare(password, user.passwordHash)) res.json({ user })',
    attack:
      'Whoever reads one answer (a script on the page, a proxy, a log) guesses the password offline, as fast as the hardware goes.',
    vainFix:
      'Deleting the member `password`: the next column (a reset token, a TOTP secret) is sent with the rest.',
    fix: 'Name what is answered, member by member; a response schema drops every other.',
    references: ['ASVS 15.3.1', 'ASVS 14.2.1'],
  },
  {
    id: 'login.token-in-answer',
    title: 'The credential is in an HttpOnly cookie, and once more in the body.',
    server: 'jwt',
    patches: [
      {
        file: 'apps/jwt/style.ts',
        find: 'reply.setCookie(name, token, attributes)',
        put: 'reply.setCookie(name, token, attributes)\n    return token',
      },
    ],
    caughtBy: 'login.gives-no-secret',
    message: /the body.*cookie/,
    alsoRed: ['cookies.told-by-set-cookie-alone'],
    code: "res.cookie('token', token, { httpOnly: true })\nres.json({ user, token })",
    attack:
      'A script on the page signs in again or waits for the next answer, reads the token there, and sends it home: HttpOnly has kept nothing.',
    vainFix:
      'Not using the member in the own page: what is sent can be read, by whom it was meant or not.',
    fix: 'One carrier for each sign-in: a cookie, or a token for who asks for it and brings no cookie.',
    references: ['ASVS 3.3.4', 'contract rule 3'],
  },
  {
    id: 'login.form-means-browser',
    title: 'Who sends a form is taken for a browser, whatever it accepts.',
    server: 'cookie-session',
    patches: [
      {
        file: LOGIN,
        find: "if (request.wants === 'page') return",
        put: "if (request.wants === 'page' || /form/.test(request.headers['content-type'] ?? '')) return",
      },
    ],
    caughtBy: 'login.takes-form',
    message: /status 303/,
    code: "if (req.is('urlencoded')) return res.redirect('/')\nres.json({ user })",
    attack:
      'None: a client that asked for JSON follows the redirect and takes the page at its end for a success.',
    vainFix: 'Looking at User-Agent instead: it tells less than the form did.',
    fix: 'The form of the answer goes by Accept, that of the body by Content-Type.',
    references: ['contract Words', 'RFC 9110 12.5.1'],
  },
  {
    id: 'login.await-forgotten',
    title: 'The check of the password is a promise, and nobody waits for it.',
    server: 'jwt',
    patches: [
      {
        file: SIGNING_IN,
        find: '(await checkPassword(user?.passwordHash, password)) && user?.disabled === false',
        put: '!!checkPassword(user?.passwordHash, password) && user?.disabled === false',
      },
    ],
    caughtBy: 'login.refuses-wrong-password',
    message: /expected status 401, saw status 200/,
    alsoRed: [
      'password',
      'throttle',
      'enumeration',
      'races',
      'log',
      'cookies',
      'bearer',
      'problem',
      'headers.of-too-many-attempts',
    ],
    code: 'if (user && bcrypt.compare(password, user.passwordHash)) {\n  req.session.userId = user.id',
    attack: 'Any password signs in as anyone whose name is known.',
    vainFix:
      'A test that signs in with the right password: it passes. A type checker passes too, since a promise is a truthy object.',
    fix: '`await`, a lint rule against promises in conditions, and a test that is refused.',
    references: ['contract POST /login', 'ASVS 6.3.4'],
  },
  {
    id: 'login.unknown-name-crashes',
    title: 'An unknown name is an error of the server.',
    server: 'server-session',
    patches: [
      {
        file: SIGNING_IN,
        find: 'checkPassword(user?.passwordHash, password)',
        put: 'checkPassword((user as User).passwordHash, password)',
      },
    ],
    caughtBy: 'login.refuses-unknown-name',
    message: /expected status 401, saw status 500/,
    alsoRed: [
      'enumeration',
      'throttle',
      'races',
      'limits',
      'input',
      'capabilities',
      'problem',
      'pages',
      'headers',
    ],
    code: 'const user = await users.findOne({ username })\nconst right = await bcrypt.compare(password, user.passwordHash)',
    attack:
      'A list of names becomes a list of accounts: 500 for those without, 401 for those with.',
    vainFix:
      'Answering 404 for what is not found: the crash is gone, and the list of accounts is still there.',
    fix: 'One answer for both, after the same work: without a user, check against a hash that fits nothing.',
    references: ['ASVS 6.3.8', 'ASVS 16.5.3'],
  },
  {
    id: 'login.trims-password',
    title: 'The password is trimmed before it is checked.',
    server: 'cookie-session',
    patches: [
      {
        file: LOGIN,
        find: 'const { username, password, carrier, next } = request.body',
        put: 'const { username, carrier, next } = request.body\n    const password = request.body.password.trim()',
      },
    ],
    caughtBy: 'login.takes-password-exactly',
    message: /a space after it.*saw status 200/,
    alsoRed: ['password.whole-length-counts'],
    code: 'const username = req.body.username.trim()\nconst password = req.body.password.trim()',
    attack:
      'Several inputs are one password, so guessing has less to try; and who chose one with a space at its end in another form cannot sign in.',
    vainFix:
      'Trimming at registration too: both agree then, on a password that is not the one chosen.',
    fix: 'Take a password as it was sent: no trimming, no case, no normalising, no cutting.',
    references: ['ASVS 6.2.8', 'contract rule 8'],
  },
  {
    id: 'login.normalises-password',
    title: 'Other characters pass for those of the password.',
    server: 'jwt',
    patches: [
      {
        file: PASSWORDS,
        find: 'queued(() => verify(stored, password))',
        put: "queued(() => verify(stored, password.normalize('NFKC')))",
      },
    ],
    caughtBy: 'login.takes-password-exactly',
    message: /full width.*saw status 200/,
    code: "const given = password.normalize('NFKC')\nif (await argon2.verify(user.hash, given)) …",
    attack:
      'Passwords that differ are one; and one whose letters fold was hashed without folding, so its owner is locked out.',
    vainFix:
      'Normalising when it is set as well: RFC 8265 allows that with NFC, but ASVS asks for the password as received.',
    fix: 'Hash and check the UTF-8 that was sent.',
    references: ['ASVS 6.2.8', 'contract rule 8'],
  },
  {
    id: 'login.password-cut-at-72-bytes',
    title: 'Of a long password the first 72 bytes count, as with bcrypt.',
    server: 'server-session',
    patches: [
      {
        file: PASSWORDS,
        find: 'hash(password, ARGON2ID))',
        put: 'hash(Buffer.from(password).subarray(0, 72), ARGON2ID))',
      },
      {
        file: PASSWORDS,
        find: 'verify(stored, password))',
        put: 'verify(stored, Buffer.from(password).subarray(0, 72)))',
      },
    ],
    caughtBy: 'password.whole-length-counts',
    message: /another last character/,
    code: 'const hash = await bcrypt.hash(password, 12) // bcrypt reads 72 bytes and no more',
    attack:
      'Of a passphrase whose beginning is known (a prefix that a policy or a password manager adds) nothing is left to guess.',
    vainFix:
      'Hashing with SHA-256 first and giving bcrypt the raw bytes: many stop at a NUL, and one hash in 256 begins with one.',
    fix: 'argon2id, which takes any length; with bcrypt, refuse what is longer.',
    references: ['ASVS 6.2.8', 'ASVS 6.2.9', 'ASVS 11.4.2'],
  },
]
