/** Methods, routes and the forms of answers: what frameworks do when nobody says otherwise. */
import type { Fault } from '../../fault.ts'

const GUARDS = 'shared/protection/guards.ts'
export const methodFaults: readonly Fault[] = [
  {
    id: 'methods.wrong-method-not-found',
    title: 'A method that a route lacks is answered 404.',
    server: 'jwt',
    patches: [
      {
        file: GUARDS,
        find: "throw new Problem('method-not-allowed'",
        put: "throw new Problem('not-found'",
      },
    ],
    caughtBy: 'methods.not-allowed',
    message: /PATCH .* 405.*404/,
    alsoRed: ['order.method-before-accept', 'order.method-before-style'],
    code: 'app.use((req, res) => res.sendStatus(404)) // what no route took',
    attack:
      'None by itself; a client cannot tell a wrong address from a wrong method, and hides its own fault.',
    vainFix: 'app.all() for each route with 405: one is forgotten with the next route.',
    fix: 'Derive 405 and Allow from the routes themselves.',
    references: ['RFC 9110 15.5.6', 'ASVS 4.1.4', 'contract rule 9'],
  },
  {
    id: 'methods.405-without-allow',
    safeguard: 'allow',
    title: 'A 405 does not say which methods there are.',
    server: 'cookie-session',
    patches: [{ file: GUARDS, find: 'headers: { allow } }', put: '}' }],
    caughtBy: 'methods.not-allowed',
    message: /methods missing in Allow/,
    code: 'res.sendStatus(405)',
    attack:
      'None by itself; RFC 9110 has "MUST generate an Allow header field", and clients go by it.',
    vainFix: 'The list in the text of the error: no client reads it.',
    fix: 'Allow with every 405 and every OPTIONS.',
    references: ['RFC 9110 15.5.6', 'contract rule 9'],
  },
  {
    id: 'methods.options-for-everything',
    title: 'OPTIONS is answered 204 everywhere, without Allow, as a CORS middleware does.',
    server: 'server-session',
    patches: [
      {
        file: GUARDS,
        find: 'if (request.is404) return answerOther',
        put: "if (request.method === 'OPTIONS') return reply.code(204).send()\n  if (request.is404) return answerOther",
      },
    ],
    caughtBy: 'methods.options',
    message: /methods missing in Allow of OPTIONS/,
    code: "app.options('*', cors())",
    attack:
      'Preflights for every address and method get a friendly answer that nobody has thought about.',
    vainFix:
      'Leaving it, "since no header allows anything": the day that one does, it does so everywhere.',
    fix: 'Answer OPTIONS by route, with its methods; CORS headers for the allow-list alone.',
    references: ['RFC 9110 9.3.7', 'contract Routes: OPTIONS'],
  },
  {
    id: 'methods.every-method-signs-out',
    title: 'The route takes every method, so a link signs out.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/routes/logout.ts',
        find: "app.post('/logout', { schema: here }",
        put: "app.all('/logout', { schema: { ...here, hide: true, body: undefined as never } }",
      },
    ],
    caughtBy: 'methods.wrong-way-round',
    message: /PUT \/logout/,
    alsoRed: [
      'logout.never-by-get',
      'openapi.lists-every-route',
      'origin.safe-requests-change-nothing',
      'openapi',
    ],
    code: "app.use('/logout', (req, res) => { res.clearCookie('token').redirect('/') })",
    attack: '<img src="https://…/logout"> on any page signs its readers out.',
    vainFix: 'SameSite=Lax: a link that is clicked, and a redirect, still bring the cookie.',
    fix: 'State changes by POST alone, past the origin check.',
    references: ['RFC 9110 9.2.1', 'ASVS 3.5.3', 'contract rule 7'],
  },
  {
    id: 'methods.delete-by-link',
    title: 'A note is deleted by following a link.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/notes.ts',
        find: 'async function write(',
        put: 'const LINK = { hide: true }\n\nasync function write(',
      },
      {
        file: 'shared/app/routes/notes.ts',
        find: '  const remove = {',
        put: "  app.get('/notes/:name/delete', { schema: { ...LINK, params: Params } as never, config }, (request, reply) =>\n    erase(service, request, reply, (request.params as { name: string }).name),\n  )\n  const remove = {",
      },
    ],
    caughtBy: 'methods.get-changes-nothing',
    message: /notes after them/,
    alsoRed: ['origin.safe-requests-change-nothing'],
    code: '<a href="/notes/<%= name %>/delete">Delete</a>',
    attack:
      'A link in a mail, a picture on a page, or a browser that fetches ahead deletes the note.',
    vainFix: 'A question by script before it: whoever calls the address is not asked.',
    fix: 'A form with POST, which the origin check sees.',
    references: ['RFC 9110 9.2.1', 'ASVS 3.5.3', 'contract rule 7'],
  },
  {
    id: 'methods.everything-is-found',
    title: 'Whatever no route takes is answered 200 with the start page.',
    server: 'cookie-session',
    patches: [
      {
        file: GUARDS,
        find: "if (address === undefined) throw new Problem('not-found', 'There is nothing at this address.')",
        put: "if (address === undefined && request.method !== 'GET')\n    throw new Problem('not-found', 'There is nothing at this address.')\n  if (address === undefined)\n    return reply.type('text/html; charset=utf-8').send('<!doctype html><div id=\"app\"></div>')",
      },
    ],
    caughtBy: 'methods.no-such-route',
    message: /status 404.*status 200/,
    alsoRed: [
      'cookies.errors-set-none',
      'order.route-before-accept',
      'forged.anywhere-as-absent',
      'forged.errors-only-clear',
      'limits.broken-percent-encoding',
      'problem.page-for-browsers',
      'jwks',
      'openapi',
    ],
    code: "app.get('*', (req, res) => res.sendFile('index.html'))",
    attack:
      '/.env, /backup.zip and every probe are answered 200: who looks for holes is told nothing, and so is the log.',
    vainFix: 'A "not found" drawn by script: status and caches say otherwise.',
    fix: 'The page for the addresses that it knows; 404 for every other.',
    references: ['RFC 9110 15.5.5', 'contract rule 9'],
  },
  {
    id: 'methods.trace-echoes',
    title: 'TRACE sends the request back, cookies and all.',
    server: 'jwt',
    patches: [
      {
        file: GUARDS,
        find: 'const { allow } = address',
        put: "if (request.method === 'TRACE') {\n    return reply.type('message/http').send(request.raw.rawHeaders.join('\\r\\n'))\n  }\n  const { allow } = address",
      },
    ],
    caughtBy: 'methods.no-trace',
    message: /TRACE/,
    code: 'TraceEnable On # as Apache httpd has it unless told otherwise',
    attack:
      'Where a script can send TRACE it reads its own request back, with the HttpOnly cookie in it.',
    vainFix: 'HttpOnly: the echo is exactly what gets around it.',
    fix: 'TRACE is 405 like every method that a route lacks.',
    references: ['RFC 9110 9.3.8', 'ASVS 13.4.4'],
  },
  {
    id: 'methods.method-in-the-query',
    title: 'A parameter in the address overrides the method, of a GET too.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/protection/absolute-form.ts',
        find: "const { url = '/' } = request",
        put: "const { url = '/' } = request\n  const override = /[?&]_method=(\\w+)/.exec(url)?.[1]\n  if (override) Object.assign(request, { method: override.toUpperCase() })",
      },
    ],
    caughtBy: 'methods.no-override',
    message: /GET \/logout that says POST/,
    code: "app.use(methodOverride('_method', { methods: ['GET', 'POST'] }))",
    attack: 'A link changes state: SameSite=Lax sends the cookie along with it.',
    vainFix:
      'The override for POST alone: then DELETE and PUT pass as what filters and logs take for POST.',
    fix: 'No override: pages have POST routes of their own for what forms cannot say.',
    references: ['ASVS 3.5.3', 'contract rule 7'],
  },
]
