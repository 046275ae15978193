/** What answers give away: to whoever asked, to scripts, to the next in the chain. */
import type { Fault } from '../fault.ts'

const ANSWER = 'shared/problems/answer.ts'
const LOGIN = 'shared/app/routes/login.ts'
const VALIDATION =
  "return new Problem('invalid-request', whatIsWrong(validation[0], validationContext))"
const OTHERS = 'return new Problem(code, detail, { cause: error })'

export const leakFaults: readonly Fault[] = [
  {
    id: 'leaks.stack',
    title: 'An error answers with the stack that it came from.',
    server: 'jwt',
    patches: [
      {
        file: ANSWER,
        find: OTHERS,
        put: OTHERS.replace('detail,', '(error as Error).stack ?? detail,'),
      },
    ],
    caughtBy: 'problem.tells-no-innards',
    message: /what (PUT|POST) .* gives away/,
    alsoRed: ['headers.names-no-software'],
    code: "app.use((err, req, res, next) => res.status(err.status ?? 500).json({ detail: err.stack }))\n// and Express's own handler, unless NODE_ENV is production",
    attack: 'Paths, libraries and versions tell which known hole to try.',
    vainFix: 'Only outside production: NODE_ENV is unset on more servers than anyone thinks.',
    fix: "Words of one's own in the answer, the stack in the log.",
    references: ['ASVS 16.5.1', 'ASVS 13.4.2', 'contract Words: problem'],
  },
  {
    id: 'leaks.library-message',
    safeguard: 'own-words',
    title: 'An error answers with the message of the library that threw it.',
    server: 'server-session',
    patches: [
      {
        file: ANSWER,
        find: VALIDATION,
        put: VALIDATION.replace(
          'whatIsWrong(validation[0], validationContext)',
          '(error as Error).message',
        ),
      },
      {
        file: ANSWER,
        find: OTHERS,
        put: OTHERS.replace('detail,', '(error as Error).message || detail,'),
      },
      { file: ANSWER, find: "import { whatIsWrong } from './wrong-input.ts'\n", put: '' },
      { file: ANSWER, find: 'validation, validationContext }', put: 'validation }' },
    ],
    caughtBy: 'problem.tells-no-innards',
    message: /gives away/,
    code: 'res.status(400).json({ detail: err.message })',
    attack: 'The words name the validator and the parser, and parsers quote what they were given.',
    vainFix: 'Taking out what looks dangerous: the next version says it in another way.',
    fix: "A fixed sentence for each code; the library's own in the log, without what it quotes.",
    references: ['ASVS 16.5.1', 'contract Words: problem'],
  },
  {
    id: 'leaks.echoes-the-body',
    title: 'A refused body is repeated in the error, password and all.',
    server: 'cookie-session',
    patches: [
      {
        file: ANSWER,
        find: 'const problem = toProblem(error)',
        put: `const problem = (error as FastifyError).validation
    ? new Problem('invalid-request', \`This was refused: \${JSON.stringify(request.body)}\`)
    : toProblem(error)`,
      },
    ],
    caughtBy: 'problem.repeats-no-secret',
    message: /body of POST \/login/,
    alsoRed: ['input.deeply-nested'],
    code: '{"detail": [{"loc": ["body", "username"], "input": {"username": "…", "password": "…"}}]} # as Pydantic has it',
    attack:
      'Error reports and front ends keep answers: the password typed into the wrong form is in all of them.',
    vainFix: 'Masking the member "password": the typing error was in its name.',
    fix: 'Name the member that is wrong, never what stands in it.',
    references: ['ASVS 16.2.5', 'ASVS 16.5.1', 'contract Words: problem'],
  },
  {
    id: 'leaks.password-hash',
    title: "Sign-in answers with the user's whole row, the password hash in it.",
    server: 'server-session',
    patches: [
      {
        file: LOGIN,
        find: 'response: { 200: LoggedIn, 303: SeeOther },',
        put: 'response: { 303: SeeOther },',
      },
      {
        file: LOGIN,
        find: 'return { user: { username, role: user.role }, ...fresh }',
        put: 'return { user, ...fresh } as never',
      },
    ],
    caughtBy: 'login.gives-no-secret',
    message: /password hash/,
    alsoRed: ['cookies.told-by-set-cookie-alone', 'openapi'],
    code: 'const user = await users.findOne({ username })\nres.json({ user })',
    attack:
      'Whoever sees the answer, in a log of the front end say, guesses at the hash at leisure.',
    vainFix: 'delete user.password: the next column is called passwordHash.',
    fix: 'Name what goes out; a schema of the answer drops all else.',
    references: ['ASVS 15.3.1', 'contract POST /login'],
  },
  {
    id: 'leaks.token-in-the-body',
    title: 'The answer to a sign-in by cookie holds the token as well, "for the front end".',
    server: 'jwt',
    patches: [
      {
        file: 'apps/jwt/style.ts',
        find: 'reply.setCookie(name, token, attributes)',
        put: 'reply.setCookie(name, token, attributes)\n    return token',
      },
    ],
    caughtBy: 'cookies.told-by-set-cookie-alone',
    message: /part of a cookie|a token in/,
    alsoRed: ['login.gives-no-secret'],
    code: "res.cookie('token', token, { httpOnly: true, sameSite: 'lax' }).json({ token })",
    attack:
      'HttpOnly is for nothing: a script reads the token from the answer, or from localStorage where the front end puts it.',
    vainFix: 'A shorter life of the token: a script renews it.',
    fix: 'The cookie for browsers, the token for whoever asks for a token, never both.',
    references: ['ASVS 3.3.4', 'contract rule 3'],
  },
  {
    id: 'leaks.id-on-the-page',
    title: 'The page shows the session id, in a comment for support.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/home.ts',
        find: 'return sendPage(reply, homePage(service, state, message, request.lapsed)) as never',
        put: `const { sessionId } = request.session as { sessionId: string }
      const page = homePage(service, state, message)
      return sendPage(reply, \`\${page}<!-- session \${sessionId} -->\`) as never`,
      },
    ],
    caughtBy: 'cookies.told-by-set-cookie-alone',
    message: /what GET \/ tells beside Set-Cookie/,
    code: '<!-- session <%= req.sessionID %> -->',
    attack:
      'A saved page, a screenshot or a script on it holds the number that HttpOnly keeps from scripts.',
    vainFix:
      'Only the id without its signature: where ids are not signed, or the key is known, it is the credential.',
    fix: 'For support an id of its own, as in GET /sessions, that leads to no credential.',
    references: ['ASVS 3.3.4', 'contract rule 1'],
  },
  {
    id: 'leaks.token-in-the-redirect',
    title: 'After sign-in the browser is led to an address that holds the token.',
    server: 'jwt',
    patches: [
      {
        file: LOGIN,
        find: "if (request.wants === 'page') return reply.redirect(ownPath(next, request.ownOrigin), 303)",
        put: `if (request.wants === 'page') {
      const token = await service.style.remember({ ...request, carrier: 'bearer' } as never, reply, request.visitor as never)
      const to = ownPath(next, request.ownOrigin)
      return reply.redirect(\`\${to}\${to.includes('?') ? '&' : '?'}token=\${token}\`, 303)
    }`,
      },
    ],
    caughtBy: 'redirects.tell-no-credential',
    message: /leads/,
    alsoRed: [
      'login.next-leads-on',
      'login.next-stays-here',
      'login.next-only-from-body',
      'cookies.told-by-set-cookie-alone',
    ],
    code: "res.redirect('/?token=' + token)",
    attack: 'The address is in the history, in logs, and in the Referer of the next link.',
    vainFix:
      'The fragment in place of the query: it stays in the history, and every script on the page reads it.',
    fix: 'The cookie in the answer that redirects, and nothing in the address.',
    references: ['ASVS 14.2.1', 'RFC 9700 4.3.2', 'contract rule 7'],
  },
  {
    id: 'leaks.redirect-by-302',
    title: 'After a change the browser is led on by 302.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/done.ts',
        find: 'reply.redirect(next, 303)',
        put: 'reply.redirect(next)',
      },
      {
        file: LOGIN,
        find: 'reply.redirect(ownPath(next, request.ownOrigin), 303)',
        put: 'reply.redirect(ownPath(next, request.ownOrigin))',
      },
    ],
    caughtBy: 'redirects.home-after-change',
    message: /303.*302/,
    alsoRed: [
      'login.next-leads-on',
      'login.next-stays-here',
      'login.next-only-from-body',
      'pages.sign-in-form-works',
      'pages.note-forms-work',
      'pages.sign-out-form-works',
      'login.next-read-once',
      'login.next-without-its-dots',
    ],
    code: "res.redirect('/')",
    attack:
      'A client that follows by the letter sends the form, password and all, once more to where it is led.',
    vainFix: '307, "because it is the newer one": that one asks for exactly this.',
    fix: '303 See Other after every change.',
    references: ['RFC 9110 15.4.4', 'RFC 9700 4.12', 'contract Words'],
  },
]
