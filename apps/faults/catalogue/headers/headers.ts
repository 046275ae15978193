/** Headers that every answer needs: caching, sniffing, the referrer, the challenge of a 401, no name of the software. */
import type { Fault } from '../../fault.ts'

const COMMON = 'shared/protection/headers.ts'
const ANSWER = 'shared/problems/answer.ts'
const ERROR_HEAD = 'reply.code(problem.statusCode).headers(problem.headers)'
const NO_STORE = "'cache-control': 'no-store', // a static file says otherwise"

export const headerFaults: readonly Fault[] = [
  {
    id: 'headers.caching-no-cache',
    safeguard: 'no-store',
    title: 'Answers say no-cache, which lets them be stored.',
    server: 'server-session',
    patches: [
      { file: COMMON, find: NO_STORE, put: "'cache-control': 'no-cache, must-revalidate'," },
    ],
    caughtBy: 'headers.no-store',
    message: /Cache-Control of/,
    attack:
      'After sign-out the Back button, or the disk of a shared computer, shows the notes of the one before.',
    vainFix:
      'must-revalidate, max-age=0, Pragma, Expires: they say when to ask again, not what to keep.',
    fix: 'Cache-Control: no-store on every answer but static files.',
    references: ['RFC 9111 5.2.2.5', 'ASVS 14.3.2', 'contract rule 10'],
    exercise:
      'Sign in, write a note, sign out, and press Back. Which header would have made the browser forget, and why did this one not?',
  },
  {
    id: 'headers.caching-private-pages',
    title: 'Pages may be kept by the browser for a minute, "because they are private".',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/pages/send-page.ts',
        find: "reply.type('text/html; charset=utf-8')",
        put: "reply.header('cache-control', 'private, max-age=60').type('text/html; charset=utf-8')",
      },
    ],
    caughtBy: 'headers.no-store',
    message: /Cache-Control of GET \//,
    code: "res.set('Cache-Control', 'private, max-age=60').render('home', { user, notes })",
    attack:
      'Within the minute after sign-out, whoever types the address sees the page of the one before.',
    vainFix:
      'private: it keeps the page out of shared caches, and the browser is the one that is shared.',
    fix: 'no-store on pages as on JSON.',
    references: ['RFC 9111 5.2.2.7', 'ASVS 14.3.2', 'contract rule 10'],
  },
  {
    id: 'headers.caching-errors-forget',
    title: 'Errors lose the headers that were set before they were thrown.',
    server: 'jwt',
    patches: [
      {
        file: ANSWER,
        find: ERROR_HEAD,
        put: `reply.removeHeader('cache-control')\n  ${ERROR_HEAD}`,
      },
    ],
    caughtBy: 'headers.no-store',
    message: /Cache-Control of .*, 4\d\d/,
    code: "app.use(async (ctx, next) => { ctx.set('Cache-Control', 'no-store'); await next() })\n// Koa's default error handler removes every header that was set",
    attack:
      'A 404 is cacheable by default: an address asked for too early stays missing, and one that names a user stays on disk.',
    vainFix: 'Setting the header in the handlers of routes: errors, 404 and 405 pass none of them.',
    fix: 'Set them where every answer passes, errors too, and look at an error of each kind.',
    references: ['RFC 9110 15.1', 'ASVS 14.3.2', 'contract rule 10'],
  },
  {
    id: 'headers.caching-redirects-forget',
    title: 'Redirects may be stored.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/done.ts',
        find: "request.wants === 'page' ? reply.redirect(next, 303)",
        put: "request.wants === 'page' ? reply.removeHeader('cache-control').redirect(next, 303)",
      },
    ],
    caughtBy: 'headers.no-store',
    message: /Cache-Control of POST .*, 303/,
    code: "app.get('*', noStore)\napp.post('/notes', (req, res) => res.redirect(303, '/'))",
    attack:
      'A cache in between answers the next change by itself with the redirect of the one before.',
    vainFix:
      'The header on GET alone, "since only GET is cached": a 303 may be kept with what it leads to.',
    fix: 'no-store by default, for every method and status.',
    references: ['RFC 9110 15.4.4', 'ASVS 14.3.2', 'contract rule 10'],
  },
  {
    id: 'headers.caching-not-modified',
    title: 'A conditional request is answered 304, and the visit is not counted.',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/app/routes/home.ts',
        find: 'const fresh = await count(service, request, reply)',
        put: "if ('if-modified-since' in request.headers) return reply.code(304).send() as never\n    const fresh = await count(service, request, reply)",
      },
    ],
    caughtBy: 'headers.never-not-modified',
    message: /If-Modified-Since.*304/,
    code: "res.set('Last-Modified', startedAt.toUTCString())\nif (req.fresh) return res.sendStatus(304)",
    attack:
      'Who signs out and asks again is told that nothing has changed: the browser shows the page of the sign-in.',
    vainFix: 'An ETag of the template: what differs is the visitor, not the template.',
    fix: 'No validators on what is made for one visitor; the whole answer each time.',
    references: ['RFC 9110 13.1.3', 'contract rule 10', 'contract GET /'],
  },
  {
    id: 'headers.no-nosniff',
    safeguard: 'nosniff',
    title: 'Browsers may guess what an answer is.',
    server: 'jwt',
    patches: [{ file: COMMON, find: "'x-content-type-options': 'nosniff',", put: '' }],
    caughtBy: 'headers.nosniff',
    message: /X-Content-Type-Options/,
    attack: "A note in JSON that looks like a script is run as one by another page's <script src>.",
    vainFix: 'The right Content-Type: guessing is done in spite of it.',
    fix: 'X-Content-Type-Options: nosniff on every answer.',
    references: ['ASVS 3.4.4', 'contract rule 15'],
  },
  {
    id: 'headers.tells-where-from',
    safeguard: 'referrer-policy',
    title: 'Every link that is followed tells the whole address it was followed from.',
    server: 'cookie-session',
    patches: [{ file: COMMON, find: "'referrer-policy': 'same-origin',", put: '' }],
    caughtBy: 'headers.referrer-policy',
    message: /Referrer-Policy/,
    attack: "Names of notes and ids of sign-ins in the address reach other sites' logs.",
    vainFix: 'Trusting the default of browsers: it is not that of all, nor of an older one.',
    fix: 'Referrer-Policy: same-origin. (Not no-referrer: then own forms send Origin: null.)',
    references: ['ASVS 3.4.5', 'contract rule 15'],
  },
  {
    id: 'headers.names-its-software',
    title: 'Every answer names the framework.',
    server: 'jwt',
    patches: [{ file: COMMON, find: NO_STORE, put: `${NO_STORE}\n    'x-powered-by': 'Express',` }],
    caughtBy: 'headers.names-no-software',
    message: /x-powered-by/,
    code: "const app = express() // without app.disable('x-powered-by')",
    attack: 'The day a hole becomes known, the list of servers to try is one search away.',
    vainFix: 'Another name in the header: it is still a mark to be searched for.',
    fix: 'Send none, from proxies before it neither.',
    references: ['ASVS 13.4.6', 'contract rule 15'],
  },
  {
    id: 'headers.401-without-a-scheme',
    title: 'A 401 does not say how to authenticate.',
    server: 'jwt',
    patches: [
      {
        file: ANSWER,
        find: 'if (problem.statusCode === 401) {',
        put: 'if (problem.statusCode === 407) {',
      },
    ],
    caughtBy: 'headers.www-authenticate',
    message: /WWW-Authenticate/,
    code: "res.status(401).json({ code: 'not-signed-in' })",
    attack:
      'No attacker: clients and proxies that follow RFC 9110 do not know the answer for a challenge.',
    vainFix: '403 in its place: that says that signing in would not help.',
    fix: 'WWW-Authenticate with every 401: Bearer where the style carries one, else Cookie.',
    references: ['RFC 9110 11.6.1', 'contract rule 14'],
  },
  {
    id: 'headers.basic-challenge',
    title: "A 401 asks for Basic, and the browser's own dialog comes up.",
    server: 'server-session',
    patches: [
      {
        file: ANSWER,
        find: "site.style.carriers.includes('bearer') ? 'Bearer' : 'Cookie'",
        put: '\'Basic realm="three ways"\'',
      },
    ],
    caughtBy: 'headers.www-authenticate',
    message: /WWW-Authenticate.*Basic/,
    code: "res.set('WWW-Authenticate', 'Basic').sendStatus(401)",
    attack:
      'What is typed into the dialog goes along in the clear of base64 with every request, and no sign-out takes it back.',
    vainFix: 'Answering it only to fetch: browsers show the dialog for those as well.',
    fix: 'Cookie or Bearer as the scheme, never Basic.',
    references: ['RFC 7617 4', 'contract rule 14'],
  },
]
