/** What errors give away to whoever asked. */
import type { Fault } from '../../fault.ts'

const ANSWER = 'shared/problems/answer.ts'
const VALIDATION =
  "return new Problem('invalid-request', whatIsWrong(validation[0], validationContext))"
const OTHERS = 'return new Problem(code, detail, { cause: error })'

export const leakFaults: readonly Fault[] = [
  {
    id: 'problem.tells-its-stack',
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
    id: 'problem.tells-library-message',
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
    id: 'problem.echoes-the-body',
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
    fix: 'Name the member that is wrong, never its value.',
    references: ['ASVS 16.2.5', 'ASVS 16.5.1', 'contract Words: problem'],
  },
]
