import type { Fault } from '../../fault.ts'

const GUARDS = 'shared/protection/guards.ts'
const HOST = '  requireOwnHost(request, origins, address?.anyHost)\n'
const ORIGIN = '  requireOwnPage(request, style, bearerOrigins)\n'
const LENGTH =
  '  if (request.raw.url !== undefined && request.raw.url.length > ADDRESS_LIMIT_CHARACTERS) {'
const IS_404 = '  if (request.is404) return answerOther(request, reply, addressOf(request.url))\n'
const NO_ATTACK =
  'None by itself: the same request is refused with another code, by another server.'

/** Checks that come before a route's own, in another order than the contract's. */
export const orderFaults: readonly Fault[] = [
  {
    id: 'order.origin-before-host',
    title: 'The origin is checked before the host.',
    server: 'jwt',
    patches: [
      {
        file: GUARDS,
        find: HOST,
        put: `  let misdirected: unknown
  try {
    requireOwnHost(request, origins, address?.anyHost)
  } catch (error) {
    misdirected = error
  }
`,
      },
      {
        file: GUARDS,
        find: ORIGIN,
        put: `${ORIGIN}  if (misdirected !== undefined) throw misdirected\n`,
      },
    ],
    caughtBy: 'order.host-before-origin',
    message: /expected status 421, saw status 403/,
    alsoRed: ['host', 'cors'],
    code: 'app.use(csrf)\napp.use(knownHosts)',
    attack:
      'Where the own origin is made from Host, a name that someone points here is at home, and passes.',
    vainFix: 'Comparing Origin with Host: both are what the request says.',
    fix: 'First whether this server is meant at all.',
    references: ['contract Order of checks', 'RFC 9110 7.4'],
  },
  {
    id: 'order.length-first',
    title: 'The length of the address is checked before the origin.',
    server: 'cookie-session',
    patches: [
      {
        file: GUARDS,
        find: HOST,
        put: `${HOST}  if ((request.raw.url?.length ?? 0) > ADDRESS_LIMIT_CHARACTERS) {
    throw new Problem('uri-too-long', 'The address is too long.')
  }
`,
      },
    ],
    caughtBy: 'order.origin-before-length',
    message: /expected status 403, saw status 414/,
    code: 'app.use(limitUrl)\napp.use(csrf)',
    attack: NO_ATTACK,
    vainFix: 'Leaving the order to each server.',
    fix: "The contract's order.",
    references: ['contract Order of checks'],
  },
  {
    id: 'order.origin-of-routes-alone',
    title: 'Where there is no route the origin is not checked.',
    server: 'server-session',
    patches: [
      {
        file: GUARDS,
        find: ORIGIN,
        put: '  if (!request.is404) requireOwnPage(request, style, bearerOrigins)\n',
      },
    ],
    caughtBy: 'order.origin-before-route',
    message: /expected status 403, saw status 404/,
    alsoRed: ['origin', 'methods'],
    code: "router.post('/notes', csrf, save) // route by route",
    attack:
      'A page elsewhere learns by 403 and 404 which routes there are; and the route that is written next is unchecked.',
    vainFix: 'A list of the routes to check.',
    fix: 'Check before the route is looked for.',
    references: ['contract Order of checks'],
  },
  {
    id: 'order.route-before-length',
    title: 'The route is looked for before the length is checked.',
    server: 'jwt',
    patches: [{ file: GUARDS, find: LENGTH, put: `${LENGTH.slice(0, -3)} && !request.is404) {` }],
    caughtBy: 'order.length-before-method',
    message: /expected status 414, saw status 405/,
    alsoRed: ['limits'],
    code: 'app.use(router)\napp.use(limitUrl)',
    attack: 'Every pattern of every route is tried on an address of any length.',
    vainFix: 'Faster patterns.',
    fix: 'Length first.',
    references: ['contract Order of checks'],
  },
  {
    id: 'order.accept-first',
    title: 'Accept is looked at before there is anything to answer.',
    server: 'cookie-session',
    patches: [{ file: GUARDS, find: IS_404, put: `  requireAcceptable(request)\n${IS_404}` }],
    caughtBy: 'order.route-before-accept',
    message: /expected status 404, saw status 406/,
    alsoRed: ['negotiation', 'methods'],
    code: "app.use((req, res, next) => req.accepts(['json', 'html']) ? next() : res.sendStatus(406))",
    attack: NO_ATTACK,
    vainFix: 'Accepting everything.',
    fix: 'First whether there is such a route, and such a method.',
    references: ['contract Order of checks'],
  },
  {
    id: 'order.style-by-path',
    title: 'What the style cannot do is told by the path, whatever the method.',
    server: 'jwt',
    patches: [
      {
        file: GUARDS,
        find: IS_404,
        put: `  if (!style.can.listSessions && request.url.startsWith('/sessions')) {
    throw new Problem('style-cannot', whyNot(style, 'listSessions'))
  }
${IS_404}`,
      },
    ],
    caughtBy: 'order.method-before-style',
    message: /expected status 405, saw status 501/,
    alsoRed: ['methods'],
    code: "app.use('/sessions', (req, res) => res.sendStatus(501))",
    attack: NO_ATTACK,
    vainFix: 'Another list, of methods.',
    fix: 'Method before style.',
    references: ['contract Order of checks'],
  },
]
