/** The form of errors. */
import type { Fault } from '../../fault.ts'

const ANSWER = 'shared/problems/answer.ts'

export const problemFaults: readonly Fault[] = [
  {
    id: 'problem.plain-json',
    title: 'An error says application/json of itself.',
    server: 'server-session',
    patches: [
      { file: ANSWER, find: ".type('application/problem+json')", put: ".type('application/json')" },
    ],
    caughtBy: 'problem.shape',
    message: /media type of .*problem\+json/,
    alsoRed: ['openapi'],
    code: 'res.status(404).json({ type, title, status, detail, code })',
    attack:
      'None: a client cannot tell a problem from an answer but by the status, which proxies change.',
    vainFix: 'A member "error": true: every server names it otherwise.',
    fix: 'application/problem+json, from the one place that answers errors.',
    references: ['RFC 9457 3', 'contract Words: problem'],
  },
  {
    id: 'problem.title-by-occasion',
    title: 'The title of a problem says what happened this time.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/problems/problem.ts',
        find: 'return { type, title, status, detail: this.message',
        put: 'return { type, title: this.message || title, status, detail: this.message',
      },
    ],
    caughtBy: 'problem.code-is-stable',
    message: /status, type and title of/,
    code: 'problem({ type, title: err.message, status, code })',
    attack:
      'None: who groups errors by title, as monitors do, never sees that one of them has become frequent.',
    vainFix: 'Grouping by status: a dozen codes share 400.',
    fix: 'The title by the code, the occasion in detail.',
    references: ['RFC 9457 3.1.3', 'contract Words: problem'],
  },
  {
    id: 'problem.json-for-browsers',
    title: 'A person in a browser gets an error as JSON.',
    server: 'cookie-session',
    patches: [
      {
        file: ANSWER,
        find: "if (request.wants === 'page') return sendPage(reply, problemPage(site, problem, cameBy(request)))",
        put: '',
      },
      {
        file: ANSWER,
        find: "import { problemPage } from '../pages/problem-page.ts'\nimport { sendPage } from '../pages/send-page.ts'\n",
        put: '',
      },
    ],
    caughtBy: 'problem.page-for-browsers',
    message: /media type of GET \/no-such-page/,
    alsoRed: ['throttle.page-of-refusal'],
    code: 'app.use((err, req, res, next) => res.status(err.status).json(problem(err)))',
    attack:
      'None: who mistypes a password sees braces, and presses Back into the form that was sent.',
    vainFix: 'A script that draws the JSON: pages work without scripts, and errors most of all.',
    fix: 'The same negotiation for errors as for answers.',
    references: ['contract Words: problem', 'RFC 9110 12.1'],
  },
]
