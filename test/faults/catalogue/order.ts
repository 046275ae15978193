/** Which check comes first. */
import type { Fault } from '../fault.ts'

const GUARDS = 'shared/protection/guards.ts'
const BUILD = 'shared/app/build-app.ts'
const ORIGIN = '  requireOwnPage(request, style, bearerOrigins)\n'
const SIGNED_IN =
  '      if (request.routeOptions.config.signedIn && !isSignedIn(request.visitor)) throw notSignedIn()\n'
const NEEDS = `  const { needs } = request.routeOptions.config
  if (needs !== undefined && !style.can[needs]) {
    throw new Problem('style-cannot', whyNot(style, needs))
  }
`
const GUARDS_IMPORT = "guardRoute } from '../protection/guards.ts'\n"

export const orderFaults: readonly Fault[] = [
  {
    id: 'order.body-before-sign-in',
    title: 'The body is read and checked before anybody asks who sends it.',
    server: 'jwt',
    patches: [
      {
        file: BUILD,
        find: SIGNED_IN,
        put: `    })\n    visited.addHook('preHandler', async (request) => {\n${SIGNED_IN}`,
      },
    ],
    caughtBy: 'order.sign-in-before-body',
    message: /wrong in the sign-in and in the body.* 401.* 400/,
    alsoRed: ['bearer.never-in-address'],
    code: "app.use(express.json({ limit: '1mb' }))\napp.use(requireSignIn)",
    attack:
      'Strangers make the server read and parse a megabyte each, and learn what a route takes.',
    vainFix: 'A smaller limit: parsing for nobody stays parsing for nobody.',
    fix: 'Refuse by the head of the request; read the body of those who may send one.',
    references: ['contract Order of checks', 'ASVS 4.1.1'],
  },
  {
    id: 'order.form-after-body',
    title: 'What can be told from the head is checked after the body.',
    server: 'jwt',
    patches: [
      {
        file: GUARDS,
        find: '  requireAcceptable(request)\n  requireOneCarrier(request, style)\n',
        put: '',
      },
      {
        file: BUILD,
        find: GUARDS_IMPORT,
        put: `${GUARDS_IMPORT}import { requireAcceptable } from '../protection/negotiation.ts'\nimport { requireOneCarrier } from '../protection/carrier.ts'\n`,
      },
      {
        file: BUILD,
        find: "  app.addHook('onResponse'",
        put: "  app.addHook('preHandler', async (request) => {\n    requireAcceptable(request)\n    requireOneCarrier(request, style)\n  })\n  app.addHook('onResponse'",
      },
    ],
    caughtBy: 'order.accept-before-body',
    message: /wrong in Accept and in the body.* 406.* 400/,
    code: "router.post('/login', express.json(), validate(schema), accepts('json', 'html'), login)",
    attack:
      'The answer to one question depends on another: a client mends its body, and is then told 406.',
    vainFix: 'Checking twice: the order is still that of the first.',
    fix: 'One place for all that the head decides, in the order of the contract, before the body is read.',
    references: ['contract Order of checks'],
  },
  {
    id: 'order.capability-last',
    title: 'That the style cannot do it is said only to who is signed in and asks properly.',
    server: 'jwt',
    patches: [
      { file: GUARDS, find: NEEDS, put: '' },
      {
        file: BUILD,
        find: GUARDS_IMPORT,
        put: `${GUARDS_IMPORT}import { whyNot } from './app-types.ts'\nimport { Problem } from '../problems/problem.ts'\n`,
      },
      {
        file: BUILD,
        find: "  app.addHook('onResponse'",
        put: `  app.addHook('preHandler', async (request) => {\n${NEEDS}  })\n  app.addHook('onResponse'`,
      },
    ],
    caughtBy: 'order.style-before-sign-in',
    message: /status 501.*status 401/,
    alsoRed: ['capabilities.no-refresh'],
    code: "router.get('/sessions', requireSignIn, (req, res) => res.status(501)…",
    attack: 'None: people are made to sign in for something that is not there.',
    vainFix: '404 for everyone: then nobody is told that another style could.',
    fix: 'Say 501 before everything that only matters to who can be served.',
    references: ['contract Order of checks', 'contract Capabilities'],
  },
  {
    id: 'order.accept-first',
    title: 'Accept is looked at before the address.',
    server: 'cookie-session',
    patches: [
      {
        file: GUARDS,
        find: '  if (request.is404) return answerOther',
        put: '  requireAcceptable(request)\n  if (request.is404) return answerOther',
      },
    ],
    caughtBy: 'order.route-before-accept',
    message: /status 404.*status 406/,
    code: "app.use((req, res, next) => req.accepts(['json', 'html']) ? next() : res.sendStatus(406))",
    attack:
      'None: a missing picture is told to be unacceptable, and the broken link is looked for elsewhere.',
    vainFix: 'An exception for pictures: the next type is a style or a script.',
    fix: 'First whether anything is there, then in which form.',
    references: ['contract Order of checks', 'RFC 9110 15.5.7'],
  },
  {
    id: 'order.origin-by-route',
    title: 'The origin is checked by each route, so an address without one skips the check.',
    server: 'server-session',
    patches: [
      { file: GUARDS, find: ORIGIN, put: '' },
      {
        file: GUARDS,
        find: '{ style, addressOf }: Guarded',
        put: '{ style, addressOf, bearerOrigins }: Guarded',
      },
      {
        file: GUARDS,
        find: '  const { needs } = request',
        put: `${ORIGIN}  const { needs } = request`,
      },
    ],
    caughtBy: 'order.origin-before-route',
    message: /status 403.*status 404/,
    code: "router.post('/notes', checkOrigin, write) // and on each other route, as long as nobody forgets",
    attack:
      'Another site learns by status which addresses exist; and the route added next has no check at all.',
    vainFix: 'A list of the routes to check: it is out of date with the next one.',
    fix: 'The check for every unsafe request at the entrance, exceptions by name.',
    references: ['contract Order of checks', 'contract rule 7'],
  },
  {
    id: 'order.host-after-origin',
    title: 'The host is checked after the origin.',
    server: 'cookie-session',
    patches: [
      {
        file: GUARDS,
        find: '  requireOwnHost(request, origins, address?.anyHost)\n',
        put: `  let misdirected: unknown
  try {
    requireOwnHost(request, origins, address?.anyHost)
  } catch (error) {
    misdirected = error
  }
`,
      },
      { file: GUARDS, find: ORIGIN, put: `${ORIGIN}  if (misdirected) throw misdirected\n` },
    ],
    caughtBy: 'order.host-before-origin',
    message: /status 421.*status 403/,
    code: 'app.use(checkOrigin)\napp.use(virtualHosts)',
    attack:
      'None by itself; what comes before the host check must not take the host for its own, and this one might.',
    vainFix: 'Leaving the host to the proxy: whoever reaches the port gets around it.',
    fix: 'The host first: whatever is for another server is not ours to judge.',
    references: ['contract Order of checks', 'RFC 9110 15.5.20'],
  },
  {
    id: 'order.length-last',
    title: 'How long an address is, is looked at only where a route was found.',
    server: 'jwt',
    patches: [
      {
        file: GUARDS,
        find: '  if (request.raw.url !== undefined && request.raw.url.length > ADDRESS_LIMIT_CHARACTERS) {',
        put: '  const { url } = request.raw\n  if (!request.is404 && url !== undefined && url.length > ADDRESS_LIMIT_CHARACTERS) {',
      },
    ],
    caughtBy: 'order.length-before-method',
    message: /status 414.*status 405/,
    alsoRed: ['limits.address-too-long'],
    code: 'router.use((req, res, next) => req.url.length > 8000 ? res.sendStatus(414) : next())',
    attack:
      'Every pattern of the router is tried on fifteen kilobytes, for addresses that are not there.',
    vainFix:
      'The limit of the HTTP parser alone: it is one for all headers together, and answers 431.',
    fix: 'The length before the router.',
    references: ['contract Order of checks', 'RFC 9110 15.5.15'],
  },
  {
    id: 'order.capability-by-path',
    title: 'Where the style cannot do it, every method at the address is answered 501.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/routes/sessions.ts',
        find: "app.get('/sessions', { schema",
        put: "app.all('/sessions', { schema",
      },
    ],
    caughtBy: 'order.method-before-style',
    message: /status 405.*status 501/,
    alsoRed: ['methods.not-allowed', 'methods.wrong-way-round', 'methods.options'],
    code: "app.use('/sessions', (req, res) => res.status(501).json(problem('style-cannot')))",
    attack: 'None: OPTIONS and Allow say nothing true of the address any more.',
    vainFix: 'Leaving the address out: then it is 404, and nobody is told why.',
    fix: 'The route as it is, method by method, with what it needs written beside it.',
    references: ['contract Order of checks', 'RFC 9110 15.5.6'],
  },
]
