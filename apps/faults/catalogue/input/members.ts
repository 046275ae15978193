import type { Fault, Patch } from '../../fault.ts'

const APP = 'shared/app/build-app.ts'
const BODIES = 'shared/app/bodies.ts'
const SCHEMAS = 'shared/app/schemas.ts'
const LOGIN = 'shared/app/routes/login.ts'
const JSON_PARSER = "const parseJson = app.getDefaultJsonParser('error', 'error')"

/** JSON.parse in place of the parser, and what is done to its result. */
function parsedAs(result: string, helper = ''): Patch[] {
  const put = `${helper}const parseJson = (_request: unknown, text: string, done: (error: Error | null, body?: unknown) => void) => {
    try {
      const body = JSON.parse(text)
      done(null, ${result})
    } catch (error) {
      const isSyntax = error instanceof SyntaxError
      done(Object.assign(error as Error, isSyntax && { statusCode: 400 }))
    }
  }`
  return [{ file: BODIES, find: JSON_PARSER, put }]
}

/** What stands in a body, and of what type. */
export const inputFaults: readonly Fault[] = [
  {
    id: 'input.lists-become-strings',
    title: 'A list of one string passes for the string.',
    server: 'jwt',
    patches: [{ file: APP, find: 'coerceTypes: false', put: "coerceTypes: 'array'" }],
    caughtBy: 'input.objects-for-strings',
    message: /for a string: expected status 400/,
    alsoRed: ['renewal.reads-and-errors-renew-nothing', 'openapi'],
    code: "Fastify() // ajv: { coerceTypes: 'array' } unless one says otherwise",
    attack:
      'What looked at the value before the coercion (a filter, a count of failures, a firewall) saw a list, and took it for nothing it knows.',
    vainFix: '`String(value)`: an object becomes "[object Object]", which is a name like others.',
    fix: 'No coercion for bodies; JSON has types, and a schema holds them.',
    references: ['ASVS 15.3.5', 'ASVS 2.2.1'],
  },
  {
    id: 'input.types-unchecked',
    safeguard: 'body-schemas',
    title: 'Nobody asks what is in a body; what does not fit crashes further in.',
    server: 'cookie-session',
    patches: [
      {
        file: SCHEMAS,
        find: 'return Type.Object(members, closed)',
        put: 'return (members && {}) as never',
      },
    ],
    caughtBy: 'input.numbers-for-strings',
    message: /for a string: expected status 400 or 401, saw status 500/,
    alsoRed: [
      'limits',
      'login',
      'password',
      'throttle',
      'bearer',
      'openapi',
      'problem',
      'order',
      'cookies',
      'renewal',
    ],
    code: "const { username, password } = req.body\nconst user = await db.collection('users').findOne({ username, password })",
    attack:
      '`{"username": {"$ne": null}}` is a query of its own where the database takes objects; here it is a crash for the asking.',
    vainFix: 'A filter for `$`: operators differ by database, and a list is no operator.',
    fix: 'A schema for every body, checked before the handler.',
    references: ['ASVS 2.2.1', 'ASVS 15.3.5', 'contract rule 9'],
  },
  {
    id: 'input.role-from-body',
    title: 'The sign-in takes over whatever members the body has.',
    server: 'server-session',
    patches: [
      { file: LOGIN, find: 'const Login = Body({', put: 'const Login = Type.Object({' },
      {
        file: LOGIN,
        find: 'beginSignIn(service, request, reply, user, carriedOver',
        put: 'beginSignIn(service, request, reply, Object.assign(user, request.body), carriedOver',
      },
    ],
    caughtBy: 'input.unknown-members',
    message: /with a role: expected status 400, saw status 200/,
    code: 'Object.assign(user, req.body)\nreq.session.user = user',
    attack: '`"role": "admin"` beside the password, and the session says admin.',
    vainFix:
      'Deleting `role` from the body: `roles`, `isAdmin` and the column of next year are left.',
    fix: 'Take the members that are meant, one by one; refuse the others.',
    references: ['ASVS 15.3.3', 'contract rule 9'],
    exercise: 'You have the account alice, a member. Be an administrator, in one request.',
  },
  {
    id: 'input.unknown-members-dropped',
    title: 'Members that do not belong are dropped in silence.',
    server: 'jwt',
    patches: [{ file: APP, find: 'removeAdditional: false', put: 'removeAdditional: true' }],
    caughtBy: 'input.unknown-members',
    message: /with a role: expected status 400, saw status 200/,
    alsoRed: ['throttle', 'password'],
    code: 'Fastify() // ajv: { removeAdditional: true } unless one says otherwise',
    attack: 'None by itself; a typing error (`pasword`) is told as something else, or not at all.',
    vainFix: 'Logging what was dropped.',
    fix: 'Say 400, and name the member.',
    references: ['contract rule 9'],
  },
  {
    id: 'input.members-inherited',
    safeguard: 'no-inherited-members',
    title: 'A body may bring its prototype along.',
    server: 'cookie-session',
    patches: parsedAs('Object.assign({}, body)'),
    caughtBy: 'input.inherited-members',
    message: /"__proto__".*expected status 400 or 401, saw status 200/,
    code: 'const body = Object.assign({}, defaults, JSON.parse(text))',
    attack:
      '`{"__proto__": {…}}` gives the object members that `Object.keys` and filters do not see; a deep merge gives them to every object of the process.',
    vainFix: 'Deleting `__proto__`: `constructor.prototype` leads to the same place.',
    fix: 'Refuse both names when parsing (secure-json-parse), and keep what users name in a Map or in pairs.',
    references: ['ASVS 15.3.6'],
  },
  {
    id: 'input.syntax-error-crashes',
    title: 'A body that is no JSON is an error of the server.',
    server: 'server-session',
    patches: [
      {
        file: BODIES,
        find: 'else parseJson(request, text, done)',
        put: `else {
      try {
        done(null, JSON.parse(text))
      } catch (error) {
        done(new Error('parse', { cause: error }))
      }
    }`,
      },
    ],
    caughtBy: 'input.malformed-json',
    message: /expected status 400, saw status 500/,
    alsoRed: ['order', 'problem'],
    code: 'app.use((error, req, res, next) => res.status(500).json({ error: error.message }))',
    attack:
      'The log fills with errors that are none, and a real one is not seen among them; the message of the parser tells which it is.',
    vainFix: 'Answering 400 to every error: then the real ones are never seen.',
    fix: "A syntax error is the sender's: 400, in words of one's own.",
    references: ['contract rule 9', 'ASVS 16.5.1'],
  },
  {
    id: 'input.recursion',
    title: 'Bodies are cleaned by a function that calls itself for each level.',
    server: 'jwt',
    patches: parsedAs(
      'clean(body)',
      `const clean = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map((each) => clean(each))
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, clean(each)]))
        : value
  `,
    ),
    caughtBy: 'input.deeply-nested',
    message: /thousands deep: expected status 400 or 413, saw status 500/,
    code: 'function clean(v) { return Array.isArray(v) ? v.map(clean) : … }\nreq.body = clean(req.body)',
    attack:
      '80 KB of brackets overflow the stack: an error at best, and with a parser in another language the end of the process.',
    vainFix: 'A smaller body limit: some kilobytes of brackets are enough.',
    fix: 'Check against a schema first: what is no string never gets to be cleaned.',
    references: ['ASVS 16.5.3', 'contract rule 9'],
  },
  {
    id: 'input.error-signs-out',
    title: 'After an error the visitor is a stranger.',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/problems/answer.ts',
        find: 'reply.code(problem.statusCode).headers(problem.headers)',
        put: `reply.code(problem.statusCode).headers(problem.headers)
  if (problem.code === 'invalid-request') {
    reply.header('set-cookie', site.style.cookies.map((name) => \`\${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0\`))
  }`,
      },
    ],
    caughtBy: 'input.loses-nothing',
    message: /after it all: expected status 200, saw status 401/,
    alsoRed: [
      'renewal',
      'problem',
      'openapi',
      'cookies',
      'limits',
      'password',
      'notes',
      'login',
      'about',
      'methods',
      'bearer',
    ],
    code: 'app.use((error, req, res, next) => { req.session = null; res.status(400).end() })',
    attack:
      'Whoever makes the browser send something bad (a link with `%zz`) signs its visitor out, and takes the notes along.',
    vainFix: 'Clearing only where nobody is signed in.',
    fix: 'An error changes nothing and sets nothing.',
    references: ['contract rule 2', 'contract rule 9'],
  },
]
