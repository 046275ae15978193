import type { Fault } from '../../fault.ts'

const PAGES = 'shared/protection/own-pages.ts'
const GUARDS = 'shared/protection/guards.ts'
const CHECK = 'requireOwnPage(request, style, bearerOrigins)'

/** Which requests are checked at all, and when. */
export const originFaults: readonly Fault[] = [
  {
    id: 'origin.none',
    safeguard: 'origin-check',
    title: 'Nobody asks which page a change comes from.',
    server: 'server-session',
    patches: [{ file: GUARDS, find: CHECK, put: '' }],
    caughtBy: 'origin.other-origin-refused',
    message: /with Origin https:\/\/evil\.example: expected status 403, saw status 204/,
    alsoRed: ['order', 'bearer', 'cors', 'log', 'cookies.errors-set-none', 'problem.shape'],
    attack:
      'A form on any page of the same site (another port, a forgotten subdomain) changes what the visitor has here; from anywhere it signs them in as the attacker.',
    vainFix:
      'SameSite=Lax alone: the same site is wider than the same origin, and a cookie that is set is not one that is sent.',
    fix: 'Sec-Fetch-Site where the browser sends it, else Origin; refuse before any effect.',
    references: ['ASVS 3.5.1', 'contract rule 7'],
  },
  {
    id: 'origin.delete-forgotten',
    title: 'POST and PUT are checked, DELETE is not.',
    server: 'jwt',
    patches: [{ file: PAGES, find: "'OPTIONS'])", put: "'OPTIONS', 'DELETE'])" }],
    caughtBy: 'origin.every-unsafe-route',
    message: /DELETE \/notes\/probe from another site/,
    code: "if (['POST', 'PUT', 'PATCH'].includes(req.method)) csrf(req, res, next)",
    attack:
      'A page of another origin on the same site deletes, where a preflight is answered too kindly.',
    vainFix: 'Adding DELETE to the list: the next method is missing then.',
    fix: 'A list of the methods that are safe; every other is checked.',
    references: ['ASVS 3.5.1', 'RFC 9110 9.2.1'],
  },
  {
    id: 'origin.sign-in-exempt',
    title: 'The sign-in is not checked, since nobody is signed in yet.',
    server: 'cookie-session',
    patches: [
      {
        file: PAGES,
        find: 'if (SAFE_METHODS.has(request.method)) return',
        put: "if (SAFE_METHODS.has(request.method) || request.routeOptions.url === '/login') return",
      },
    ],
    caughtBy: 'origin.before-any-effect',
    message: /POST \/login: expected status 403, saw status 200/,
    alsoRed: ['order', 'cors'],
    code: "app.use(csrf({ ignorePaths: ['/login'] })) // nothing to protect yet",
    attack:
      "A form elsewhere signs the visitor in to the attacker's account; what they write from then on (notes, a card, a search) is read there.",
    vainFix: 'SameSite: it keeps cookies from being sent, not from being set.',
    fix: 'Check sign-in and sign-out like every change.',
    references: ['OWASP CSRF Prevention: login CSRF', 'contract rule 7'],
  },
  {
    id: 'origin.forms-exempt',
    title: 'JSON is checked, forms are not.',
    server: 'server-session',
    patches: [
      {
        file: PAGES,
        find: 'if (SAFE_METHODS.has(request.method)) return',
        put: "const type = request.headers['content-type'] ?? ''\n  if (SAFE_METHODS.has(request.method) || type.includes('form')) return",
      },
    ],
    caughtBy: 'origin.every-unsafe-route',
    message: /from another site, with form/,
    alsoRed: ['order', 'cors'],
    code: "app.use('/api', requireSameOrigin)\napp.post('/notes', saveFromForm)",
    attack:
      'Forms are what another site can send without asking: `<form method="post">`, and a line of script to send it.',
    vainFix:
      'Accepting JSON alone and no check: text/plain can hold JSON, and is sent without asking too.',
    fix: 'Check by method, for every route and every body.',
    references: ['ASVS 3.5.2', 'contract rule 7'],
  },
  {
    id: 'origin.checked-afterwards',
    title: 'The check comes when the change is made.',
    server: 'jwt',
    patches: [
      { file: GUARDS, find: CHECK, put: '' },
      {
        file: 'shared/app/build-app.ts',
        find: "import { ownOrigins } from '../protection/own-host.ts'",
        put: "import { ownOrigins } from '../protection/own-host.ts'\nimport { requireOwnPage } from '../protection/own-pages.ts'",
      },
      {
        file: 'shared/app/build-app.ts',
        find: "app.addHook('onClose',",
        put: `app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode < 400) requireOwnPage(request, style, config.bearerOrigins)
    return payload
  })
  app.addHook('onClose',`,
      },
    ],
    caughtBy: 'origin.before-any-effect',
    message: /cookies set by POST \/login/,
    alsoRed: ['order', 'bearer', 'cors', 'cookies', 'problem'],
    code: "router.post('/login', login)\nrouter.use(requireSameOrigin) // further down, in the file that all share",
    attack:
      'The answer is 403, and the browser has the cookie all the same: a Set-Cookie of an error counts (RFC 6265bis).',
    vainFix: 'Taking the cookie out of the refusal: what the store was told is still there.',
    fix: 'Check first, in a place that no route can come before.',
    references: ['contract rule 7', 'RFC 6265bis 5.6'],
  },
  {
    id: 'origin.links-refused',
    title: 'Links from elsewhere are refused too.',
    server: 'cookie-session',
    patches: [
      {
        file: PAGES,
        find: "new Set(['GET', 'HEAD', 'OPTIONS'])",
        put: "new Set(['HEAD', 'OPTIONS'])",
      },
    ],
    caughtBy: 'origin.links-lead-in',
    message: /from another site: expected status 200, saw status 403/,
    alsoRed: ['cors', 'negotiation', 'host', 'headers'],
    code: "if (req.get('Sec-Fetch-Site') !== 'same-origin') return res.sendStatus(403) // for all",
    attack: 'None: nobody can link to the site, and soon somebody takes the check out.',
    vainFix: 'A list of sites that may link here.',
    fix: 'GET changes nothing, so it needs no check.',
    references: ['RFC 9110 9.2.1', 'contract rule 7'],
  },
  {
    id: 'origin.sign-out-by-link',
    title: 'GET /logout signs out.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/logout.ts',
        find: '  const everywhere = {',
        put: `  app.get('/logout', async (request, reply) => {
    await style.forget(request, reply)
    return reply.redirect('/', 303)
  })

  const everywhere = {`,
      },
    ],
    caughtBy: 'origin.safe-requests-change-nothing',
    message: /GET \/logout/,
    alsoRed: ['methods', 'logout'],
    code: '<a href="/logout">Sign out</a>',
    attack:
      '`<img src="https://shop.example/logout">` on any page signs its readers out; so does a browser that fetches links ahead.',
    vainFix: 'A question "really?" in the page: the address works without it.',
    fix: 'A button in a form, and POST.',
    references: ['ASVS 3.5.3', 'RFC 9110 9.2.1'],
  },
]
