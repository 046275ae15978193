import type { Fault } from '../../fault.ts'

const LOGIN = 'shared/app/routes/login.ts'
const SIGNING_IN = 'shared/app/signing-in.ts'
const PASSWORDS = 'shared/accounts/passwords.ts'
const REFUSAL = '      throw invalidCredentials()'
const CHECK =
  'return (await checkPassword(user?.passwordHash, password)) && user?.disabled === false'

/** Who has an account: told apart by message, header, page or time. */
export const enumerationFaults: readonly Fault[] = [
  {
    id: 'enumeration.message',
    title: 'The message says that nobody has this name.',
    server: 'cookie-session',
    patches: [
      {
        file: LOGIN,
        find: REFUSAL,
        put: `      if (!known) throw new Problem('invalid-credentials', 'Nobody has this name.')\n${REFUSAL}`,
      },
    ],
    caughtBy: 'enumeration.same-answer',
    message: /member detail/,
    alsoRed: ['capabilities.disabled-user-like-unknown', 'problem'],
    code: "if (!user) return res.status(401).json({ error: 'User not found' })\nif (!right) return res.status(401).json({ error: 'Wrong password' })",
    attack:
      'A leaked list of addresses becomes a list of those who have an account here: for guessing, for phishing, for telling who uses such a site.',
    vainFix:
      'One message in the page: the status, the code or the length still differ, and scripts read those.',
    fix: 'One answer, made at one place, for an unknown name, a wrong password and a disabled user.',
    references: ['ASVS 6.3.8'],
  },
  {
    id: 'enumeration.header',
    title: 'A header counts the attempts that are left, for names that exist.',
    server: 'jwt',
    patches: [
      {
        file: LOGIN,
        find: REFUSAL,
        put: `      if (known) reply.header('x-ratelimit-remaining', String(service.signInLimits.accountAndAddress))\n${REFUSAL}`,
      },
    ],
    caughtBy: 'enumeration.same-answer',
    message: /x-ratelimit-remaining/,
    code: "const left = await limiter.get(user.id)\nres.set('X-RateLimit-Remaining', left).status(401).json({ error })",
    attack:
      'The body is the same for everyone; the header is there only where there is an account.',
    vainFix: 'Comparing the bodies in a test: that is what was done.',
    fix: 'Count by the name that was typed, known or not, and send the same headers for both.',
    references: ['ASVS 6.3.8', 'contract rule 8'],
  },
  {
    id: 'enumeration.page',
    title: 'The page offers a new password, to those who have one.',
    server: 'server-session',
    patches: [
      {
        file: LOGIN,
        find: REFUSAL,
        put: `      if (known && request.wants === 'page') {
        throw new Problem('invalid-credentials', 'The name or the password is wrong. Forgotten it?')
      }
${REFUSAL}`,
      },
    ],
    caughtBy: 'enumeration.same-page',
    message: /page for an unknown name/,
    alsoRed: ['problem'],
    code: "res.status(401).render('login', { error, showReset: Boolean(user) })",
    attack: 'The JSON is the same for everyone; the page is longer where there is an account.',
    vainFix: 'Hiding the link by CSS: it is in the source.',
    fix: 'Offer it to everyone, and let the next page say "if there is such an account, a mail is on its way".',
    references: ['ASVS 6.3.8'],
  },
  {
    id: 'enumeration.no-hash-for-unknown',
    safeguard: 'same-time',
    title: 'An unknown name is refused at once; a wrong password takes a hash.',
    server: 'jwt',
    timing: true,
    patches: [
      {
        file: PASSWORDS,
        find: 'const stored = passwordHash ?? (await nobodysHash)',
        put: 'if (passwordHash === undefined) return false\n  const stored = passwordHash',
      },
    ],
    caughtBy: 'enumeration.same-time',
    message: /unknown [\d.]+ ms, known [\d.]+ ms/,
    code: 'const user = await users.find(username)\nif (!user) return refuse(res)\nif (!(await argon2.verify(user.hash, password))) return refuse(res)',
    attack:
      'The answers are equal and 25 ms apart: a stopwatch sorts a list of names over any network.',
    vainFix: 'A random pause: the mean of twenty attempts takes it out again.',
    fix: 'Do the same work for both: without a user, check against a hash of the same parameters that fits nothing.',
    references: ['ASVS 6.3.8'],
    exercise:
      'Both refusals of this login are equal to the last byte. Write ten lines that say which of two names has an account.',
  },
  {
    id: 'enumeration.cheaper-dummy',
    title: 'The hash that stands in for an unknown name is cheaper than a real one.',
    server: 'cookie-session',
    timing: true,
    patches: [
      {
        file: PASSWORDS,
        find: 'const nobodysHash = hash(crypto.randomUUID(), ARGON2ID)',
        put: 'const nobodysHash = hash(crypto.randomUUID(), { ...ARGON2ID, memoryCost: 4864 })',
      },
    ],
    caughtBy: 'enumeration.same-time',
    message: /unknown [\d.]+ ms, known [\d.]+ ms/,
    code: "const DUMMY = '$2b$10$…' // copied once; the hashes of users are at cost 12 by now",
    attack: 'As without it: a quarter of the time instead of none is told just as easily.',
    vainFix: 'Raising the constant by hand along with the cost: until the next time.',
    fix: 'Make it at start, with the parameters that passwords are hashed with.',
    references: ['ASVS 6.3.8', 'ASVS 11.4.2'],
  },
  {
    id: 'enumeration.disabled-told',
    title: 'A disabled user is told so.',
    server: 'server-session',
    patches: [
      {
        file: SIGNING_IN,
        find: CHECK,
        put: `if (user?.disabled) throw new Problem('invalid-credentials', 'This account is disabled.')\n    ${CHECK}`,
      },
    ],
    caughtBy: 'capabilities.disabled-user-like-unknown',
    message: /detail for a disabled user/,
    code: "if (user.disabled) return res.status(401).json({ error: 'Account disabled' })",
    attack: 'Who was banned, and that the name exists, is told to anyone who asks.',
    vainFix: 'Telling it only after the right password: then it tells that the password was right.',
    fix: 'The one answer of a failed sign-in; tell the user by mail.',
    references: ['ASVS 6.3.8', 'contract POST /login'],
  },
  {
    id: 'enumeration.disabled-at-once',
    title: 'A disabled user is refused before the password is hashed.',
    server: 'server-session',
    timing: true,
    patches: [
      { file: SIGNING_IN, find: CHECK, put: `if (user?.disabled) return false\n    ${CHECK}` },
    ],
    caughtBy: 'enumeration.disabled-in-same-time',
    message: /disabled [\d.]+ ms, unknown [\d.]+ ms/,
    code: 'if (!user || user.disabled) return checkAgainst(DUMMY, password) // and the || was forgotten',
    attack: 'The answers are equal; the one for a banned name comes 25 ms sooner.',
    vainFix:
      'Moving the check into the query (`WHERE NOT disabled`) helps, until somebody needs the row.',
    fix: 'Check the password always, and decide at the end.',
    references: ['ASVS 6.3.8'],
  },
]
