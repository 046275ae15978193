/** What the log tells, and what it should not. */
import type { Fault } from '../../fault.ts'

const SIGNING_IN = 'shared/app/signing-in.ts'
const AUDIT = 'request.log.info({ event, username, address: request.ip })'
const ANSWER = 'shared/problems/answer.ts'

export const logFaults: readonly Fault[] = [
  {
    id: 'log.no-failures',
    title: 'Only sign-ins that succeed are logged.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/login.ts',
        find: "audit(request, 'sign-in failed', known ? username : undefined)",
        put: 'void known',
      },
    ],
    caughtBy: 'log.tells-who-and-what',
    message: /log after a failed sign-in/,
    code: "if (!ok) return res.sendStatus(401)\nlog.info('signed in', { username })",
    attack: 'Ten thousand guesses leave no trace but the eleventh thousand, which was right.',
    vainFix: 'The access log: it has the 401s, and not whose account they were for.',
    fix: 'Log failures, refusals and changes with who and from where.',
    references: ['ASVS 16.3.1', 'contract rule 11'],
  },
  {
    id: 'log.cookies',
    safeguard: 'log-redaction',
    title: 'Each event is logged with the headers of its request.',
    server: 'jwt',
    patches: [
      {
        file: SIGNING_IN,
        find: AUDIT,
        put: AUDIT.replace('event,', 'event, headers: request.headers,'),
      },
    ],
    caughtBy: 'log.never-tells-how',
    message: /the log: expected no (cookie|token)/,
    code: 'app.use(pinoHttp()) // its own serializer logs every header, Cookie and Authorization too',
    attack:
      'Whoever reads the log, or the search engine that it is sent to, is every visitor of the day.',
    vainFix: 'Masking the header "cookie": Authorization, X-… and the next one are still there.',
    fix: 'A list of what is logged of a request, not one of what is left out.',
    references: ['ASVS 16.2.5', 'contract rule 11'],
    exercise:
      'Sign in here and read the log as its operator. Which line lets the operator be you, and why did nobody see it in review?',
  },
  {
    id: 'log.session-id',
    title: 'The session id is logged, without its signature, to follow a visitor through the log.',
    server: 'server-session',
    patches: [
      {
        file: SIGNING_IN,
        find: AUDIT,
        put: AUDIT.replace('event,', 'event, session: request.session?.sessionId,'),
      },
    ],
    caughtBy: 'log.never-tells-how',
    message: /no cookie/,
    code: "log.info({ event: 'signed in', sid: req.sessionID })",
    attack: 'With the key, or where ids are not signed, each line is a way in.',
    vainFix: 'Half of the id: it halves the guessing for the other half.',
    fix: 'An id of the sign-in that leads to no credential.',
    references: ['ASVS 16.2.5', 'OWASP Logging: data to exclude', 'contract rule 11'],
  },
  {
    id: 'log.refused-bodies',
    title: 'A body that was refused is logged, to find out why.',
    server: 'cookie-session',
    patches: [
      {
        file: ANSWER,
        find: 'const problem = toProblem(error)',
        put: "const problem = toProblem(error)\n  if (problem.statusCode === 400) request.log.warn({ body: request.body }, 'refused')",
      },
    ],
    caughtBy: 'log.never-tells-how',
    message: /no password/,
    code: "log.warn({ body: req.body, errors }, 'validation failed')",
    attack:
      'A misspelt member name is enough, and the password beside it is in the log for its readers.',
    vainFix: 'redact: ["body.password"]: the typing error was in that name.',
    fix: 'Which member was wrong, and never what stood in it.',
    references: ['ASVS 16.2.5', 'contract rule 11'],
  },
  {
    id: 'log.bodies-in-base64',
    title: 'The event that started a function is logged whole, its body in base64.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/bodies.ts',
        find: '    const text = decoded(body as Buffer)\n',
        put: "    const text = decoded(body as Buffer)\n    request.log.info({ body: (body as Buffer).toString('base64'), isBase64Encoded: true })\n",
      },
    ],
    caughtBy: 'log.never-tells-how',
    message: /password.*in base64/,
    code: 'export const handler = async (event) => {\n  console.log(JSON.stringify(event))',
    attack: 'base64 is no secret: one command, and every password of the day is there.',
    vainFix: 'Searching the log for passwords: in base64 nobody finds them.',
    fix: 'Log of an event what is named, never the event.',
    references: ['ASVS 16.2.5', 'contract rule 11'],
  },
  {
    id: 'log.user-rows',
    title: 'The row of whoever signs in is logged, the hash of the password in it.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/login.ts',
        find: "audit(request, 'signed in', username)",
        put: "audit(request, 'signed in', username)\n    request.log.info({ user })",
      },
    ],
    caughtBy: 'log.never-tells-how',
    message: /password's hash in the log/,
    code: "const user = await db.users.find(username)\nlog.debug({ user }, 'found')",
    attack: 'A copy of the log is a copy of the password table, and is kept for years.',
    vainFix: 'Log level debug: it is turned on on the day that something is wrong, for all.',
    fix: 'The name, not the row.',
    references: ['ASVS 16.2.5', 'ASVS 15.3.1', 'contract rule 11'],
  },
]
