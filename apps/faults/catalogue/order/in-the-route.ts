import type { Fault } from '../../fault.ts'

const GUARDS = 'shared/protection/guards.ts'
const APP = 'shared/app/build-app.ts'
const GUARDS_IMPORT = "guardRoute } from '../protection/guards.ts'\n"
const SIGNED_IN =
  '      if (request.routeOptions.config.signedIn && !isSignedIn(request.visitor)) throw notSignedIn()\n'

/** Checks of what stands behind a route, in another order than the contract's. */
export const orderLateFaults: readonly Fault[] = [
  {
    id: 'order.sign-in-first',
    title: 'Who is not signed in learns nothing else.',
    server: 'jwt',
    patches: [
      {
        file: APP,
        find: 'if (guardRoute(request, reply, guarded) === undefined) done()',
        put: 'if (request.routeOptions.config?.signedIn || !guardRoute(request, reply, guarded)) done()',
      },
      {
        file: APP,
        find: SIGNED_IN,
        put: `${SIGNED_IN}      if (request.routeOptions.config.signedIn) guardRoute(request, {} as never, guarded)\n`,
      },
    ],
    caughtBy: 'order.style-before-sign-in',
    message: /expected status 501, saw status 401/,
    alsoRed: ['capabilities', 'negotiation', 'sessions', 'bearer'],
    code: 'app.use(requireSignIn) // before everything',
    attack: 'None: a client signs in, and is told then that this server cannot do it.',
    vainFix: 'Telling it in the documentation.',
    fix: 'What holds for everyone is told to everyone.',
    references: ['contract Order of checks'],
  },
  {
    id: 'order.body-before-sign-in',
    title: 'The body is read and checked before anyone asks who sent it.',
    server: 'server-session',
    patches: [
      { file: APP, find: SIGNED_IN, put: '' },
      {
        file: APP,
        find: '    homeRoute(visited, service)',
        put: `    visited.addHook('preHandler', async (request) => {
      if (request.routeOptions.config.signedIn && !isSignedIn(request.visitor)) throw notSignedIn()
    })
    homeRoute(visited, service)`,
      },
    ],
    caughtBy: 'order.sign-in-before-body',
    message: /expected status 401, saw status 400/,
    alsoRed: ['sessions', 'everywhere', 'password', 'expiry', 'pages', 'bearer', 'forged'],
    code: "app.put('/notes/:name', validate(schema), requireSignIn, save)",
    attack:
      'Strangers have bodies of a megabyte read and parsed, and are told the shape of what they may not send.',
    vainFix: 'A smaller body limit for all.',
    fix: 'Ask who it is when the head is there; read the body of those who may send one.',
    references: ['contract Order of checks'],
  },
  {
    id: 'order.accept-last',
    title: 'Accept is looked at when the answer is made.',
    server: 'cookie-session',
    patches: [
      { file: GUARDS, find: '  requireAcceptable(request)\n', put: '' },
      {
        file: APP,
        find: 'import { ownOrigins } from',
        put: "import { requireAcceptable } from '../protection/negotiation.ts'\nimport { ownOrigins } from",
      },
      {
        file: APP,
        find: "app.addHook('onClose',",
        put: "app.addHook('preHandler', async (request) => requireAcceptable(request))\n  app.addHook('onClose',",
      },
    ],
    caughtBy: 'order.accept-before-sign-in',
    message: /expected status 406, saw status 401/,
    alsoRed: ['negotiation'],
    code: 'res.format({ json: …, html: …, default: () => res.sendStatus(406) })',
    attack:
      'Where it comes after the change, the answer says that nothing fits, and the change is made.',
    vainFix: 'Falling back to JSON.',
    fix: 'Refuse before anything is done.',
    references: ['contract Order of checks', 'RFC 9110 15.5.7'],
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
        file: APP,
        find: GUARDS_IMPORT,
        put: `${GUARDS_IMPORT}import { requireAcceptable } from '../protection/negotiation.ts'\nimport { requireOneCarrier } from '../protection/carrier.ts'\n`,
      },
      {
        file: APP,
        find: "  app.addHook('onClose'",
        put: "  app.addHook('preHandler', async (request) => {\n    requireAcceptable(request)\n    requireOneCarrier(request, style)\n  })\n  app.addHook('onClose'",
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
]
