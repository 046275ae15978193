/** Which other origins may read answers, and what they may do. */
import type { Fault } from '../../fault.ts'

const CORS = 'shared/protection/cors.ts'
const OWN_PAGES = 'shared/protection/own-pages.ts'
const LISTED = '!bearerOrigins.includes(origin)'
const MAY_ASK = "style.carriers.includes('bearer') && bearerOrigins.includes(origin)"
const WITHOUT_COOKIE = '  if (bringsOwnCookie(request, style)) return\n'
const FOR_TOKEN = '  if (!preflight && !forToken) return\n'
const ALLOW_ORIGIN = "reply.header('access-control-allow-origin', origin)"
const WITH_COOKIES = `${ALLOW_ORIGIN}.header('access-control-allow-credentials', 'true')`

export const corsFaults: readonly Fault[] = [
  {
    id: 'cors.reflects',
    safeguard: 'allow-list',
    title: 'Every origin is allowed, by sending it back, with cookies.',
    server: 'jwt',
    patches: [
      { file: CORS, find: ` || ${LISTED}`, put: '' },
      { file: CORS, find: WITHOUT_COOKIE, put: '' },
      { file: CORS, find: FOR_TOKEN, put: '' },
      { file: CORS, find: ALLOW_ORIGIN, put: WITH_COOKIES },
    ],
    caughtBy: 'cors.strangers-read-nothing',
    message: /Access-Control-Allow-Origin of GET \/ for https:\/\/evil\.example/,
    code: 'app.use(cors({ origin: true, credentials: true }))',
    attack:
      "Any page reads a visitor's notes, name and all, while the visitor looks at something else.",
    vainFix:
      'SameSite=Lax: pages on another port or subdomain are of the same site, and are let in.',
    fix: 'A list of origins, compared whole; no credentials at all.',
    references: ['ASVS 3.4.2', 'Fetch 3.3', 'contract rule 3'],
    exercise:
      'A colleague wrote cors({ origin: true, credentials: true }) and it works. From a page on another port, read what a signed-in visitor sees.',
  },
  {
    id: 'cors.ends-alike',
    title: 'An origin is allowed when it ends like one on the list.',
    server: 'jwt',
    patches: [
      {
        file: CORS,
        find: LISTED,
        put: '!bearerOrigins.some((own) => origin.endsWith(new URL(own).hostname))',
      },
    ],
    caughtBy: 'cors.strangers-read-nothing',
    message: /evil-app\.example\.test|evil\.app\.example\.test/,
    code: "if (origin.endsWith('app.example.test')) res.set('Access-Control-Allow-Origin', origin)",
    attack: 'evil-app.example.test costs ten euros.',
    vainFix: 'A dot before it: then every forgotten subdomain is on the list.',
    fix: 'Whole origins, compared by ===.',
    references: ['ASVS 3.4.2', 'contract rule 3'],
  },
  {
    id: 'cors.pattern-without-end',
    title: 'Who may sign in for a token is a pattern without anchors, its dots any character.',
    server: 'jwt',
    patches: [
      {
        file: OWN_PAGES,
        find: MAY_ASK,
        put: "style.carriers.includes('bearer') && bearerOrigins.some((own) => new RegExp(own).test(origin))",
      },
    ],
    caughtBy: 'cors.strangers-get-no-token',
    message: /for a token from https:\/\/app\.example\.test\.evil\.example/,
    code: 'if (/https:\\/\\/app.example.test/.test(origin)) next()',
    attack: 'A page at app.example.test.evil.example signs its visitors in for tokens of its own.',
    vainFix: '^ and $ without escaping the dots: appxexample.test is free as well.',
    fix: 'Whole origins, compared by ===.',
    references: ['ASVS 3.5.1', 'contract rule 3', 'contract rule 7'],
  },
  {
    id: 'cors.null-allowed',
    title: 'The origin "null" is allowed, for a page that is opened as a file.',
    server: 'jwt',
    patches: [{ file: CORS, find: LISTED, put: "![...bearerOrigins, 'null'].includes(origin)" }],
    caughtBy: 'cors.strangers-preflight-in-vain',
    message: /for null/,
    code: "cors({ origin: ['https://app.example.test', 'null'] }) // for testing",
    attack: 'Every sandboxed frame, on every site, has the origin "null".',
    vainFix: 'Only outside production: the list is one setting, and is copied.',
    fix: 'Serve the page for testing from an origin of its own.',
    references: ['ASVS 3.4.2', 'Fetch 3.3', 'contract rule 3'],
  },
  {
    id: 'cors.credentials',
    title: 'The allowed origin is told that cookies may travel.',
    server: 'jwt',
    patches: [{ file: CORS, find: ALLOW_ORIGIN, put: WITH_COOKIES }],
    caughtBy: 'cors.allowed-origin-reads',
    message: /Access-Control-Allow-Credentials/,
    code: "cors({ origin: ['https://app.example.test'], credentials: true })",
    attack:
      'One script injected into the allowed site acts with the cookies of the visitors of this one.',
    vainFix: 'Trusting the site: it is allowed to bring tokens of its own, not to be the visitor.',
    fix: 'Tokens in Authorization, which a page has to have got; no Access-Control-Allow-Credentials.',
    references: ['ASVS 3.4.2', 'contract rule 3'],
  },
  {
    id: 'cors.reads-with-cookies',
    title: 'The allowed origin reads answers that were made for a cookie.',
    server: 'jwt',
    patches: [
      { file: CORS, find: WITHOUT_COOKIE, put: '' },
      { file: CORS, find: FOR_TOKEN, put: '' },
    ],
    caughtBy: 'cors.allowed-origin-without-cookies',
    message: /Access-Control-Allow-Origin of .* beside a cookie/,
    code: "if (allowed.includes(origin)) res.set('Access-Control-Allow-Origin', origin)",
    attack:
      'Where cookies travel after all, within one site, the allowed page reads what they open.',
    vainFix:
      'Relying on the missing Allow-Credentials: it keeps fetch with credentials out, and nothing else.',
    fix: 'CORS headers for preflights, for sign-ins by token and for requests by token, none beside a cookie.',
    references: ['contract rule 3', 'ASVS 3.5.3'],
  },
  {
    id: 'cors.allowed-origin-changes-state',
    title: 'The allowed origin passes the check against requests of other sites, with cookies too.',
    server: 'jwt',
    patches: [
      {
        file: OWN_PAGES,
        find: "if (mayAskForToken && !cookie && request.routeOptions.url === '/login') {",
        put: 'if (mayAskForToken) {',
      },
    ],
    caughtBy: 'cors.allowed-origin-without-cookies',
    message: /PUT \/notes\/far beside a cookie/,
    code: 'const trusted = [ownOrigin, ...corsOrigins]\nif (!trusted.includes(req.headers.origin)) return res.sendStatus(403)',
    attack:
      'A hole in the allowed site writes and signs out here, with the cookies of whoever looks at it.',
    vainFix:
      "The same list for both: who may read tokens' answers is not who may act as the visitor.",
    fix: 'Two questions, two answers: from elsewhere a sign-in for a token, and what the token then allows.',
    references: ['contract rule 3', 'contract rule 7', 'ASVS 3.5.3'],
  },
]
