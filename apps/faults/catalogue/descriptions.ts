/** What a server says of itself that is not so: GET /about, its OpenAPI document, its public keys. */
import type { Fault } from '../fault.ts'

const ABOUT = 'shared/app/routes/about.ts'

export const descriptionFaults: readonly Fault[] = [
  {
    id: 'about.written-by-hand',
    title: 'The description was written by hand, and has gone stale.',
    server: 'server-session',
    patches: [
      {
        file: ABOUT,
        find: 'const about = { style: name, version:',
        put: 'const about = { style: `${name} (beta)`, version:',
      },
      {
        file: ABOUT,
        find: 'stateKeptBy, store } as const',
        put: 'stateKeptBy, store: null } as const',
      },
      {
        file: ABOUT,
        find: '    lifetime,\n    can,',
        put: '    lifetime: { ...lifetime, absoluteSeconds: lifetime.absoluteSeconds + 0.5 },\n    can,',
      },
      {
        file: ABOUT,
        find: 'absoluteSeconds: Type.Integer()',
        put: 'absoluteSeconds: Type.Unknown()',
      },
      {
        file: ABOUT,
        find: 'signIn: signInLimits }',
        put: 'signIn: { ...signInLimits, address: signInLimits.accountAndAddress } }',
      },
    ],
    caughtBy: 'about.describes-server',
    message: /style: expected a name/,
    alsoRed: ['throttle.address', 'throttle.success-erases-nothing'],
    code: 'app.get("/about", (req, res) => res.sendFile("about.json"))',
    attack: 'None: whoever decides by it, a client or a judge, decides wrongly.',
    vainFix: 'Mending the file: it is out of date with the next setting.',
    fix: 'Answer from the configuration that the server itself goes by.',
    references: ['contract GET /about'],
  },
  {
    id: 'about.bearer-everywhere',
    title: 'A style that carries a cookie alone claims bearer tokens.',
    server: 'cookie-session',
    patches: [
      {
        file: ABOUT,
        find: 'stateKeptBy, store } as const',
        put: "stateKeptBy, store, carriers: ['cookie', 'bearer'] as ('cookie' | 'bearer')[] } as const",
      },
      { file: ABOUT, find: "version: '1', carriers, cookies", put: "version: '1', cookies" },
      { file: ABOUT, find: 'const { name, carriers, cookies', put: 'const { name, cookies' },
    ],
    caughtBy: 'bearer.sign-in',
    message: /expected status 200, saw status 501/,
    alsoRed: [
      'bearer',
      'forged',
      'real-key',
      'cors.strangers-read-nothing',
      'cors.allowed-origin-reads',
      'headers.www-authenticate',
      'order.carriers-before-sign-in',
      'cookies.after-key-rotation',
      'throttle.other-request-is-no-way-out',
      'throttle.counts-every-kind',
    ],
    code: '"carriers": ["cookie", "bearer"] // the session id may be sent as a token',
    attack: 'A session id that may travel in a header is one that a script may hold.',
    vainFix: 'A route that hands the id out: then HttpOnly is for nothing.',
    fix: 'Bearer tokens where they are made for that; 501 for the wish elsewhere.',
    references: ['contract rule 3', 'contract GET /about'],
  },
  {
    id: 'openapi.of-another-version',
    title: 'The description is OpenAPI 3.0.',
    server: 'jwt',
    patches: [
      { file: 'shared/app/openapi.ts', find: "openapi: '3.1.0',", put: "openapi: '3.0.3'," },
    ],
    caughtBy: 'openapi.version',
    message: /openapi: expected/,
    attack:
      'None: schemas of 3.1 under the name of 3.0 are read wrongly by tools, null and const first.',
    vainFix: 'Changing the number back in the client.',
    fix: '3.1, from the schemas that the routes check with.',
    references: ['OpenAPI 3.1 4.8.1', 'contract GET /openapi.json'],
  },
  {
    id: 'openapi.forgets-a-route',
    title: 'A route is missing in the description.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/routes/logout.ts',
        find: "summary: 'Sign out everywhere',",
        put: "summary: 'Sign out everywhere',\n    hide: true as never,",
      },
    ],
    caughtBy: 'openapi.lists-every-route',
    message: /\/logout\/everywhere/,
    attack: 'What is not in the description is in no review and in no scan.',
    vainFix: 'Adding it by hand: the next one is forgotten as well.',
    fix: 'The description made from the routes, and a test that compares the two.',
    references: ['contract GET /openapi.json'],
  },
  {
    id: 'jwks.private-half',
    title: 'The published keys hold the private half.',
    server: 'jwt',
    settings: { JWT_ALGORITHM: 'ES256' },
    patches: [
      {
        file: 'shared/config/keys.ts',
        find: "...verifying.export({ format: 'jwk' })",
        put: "...signing.export({ format: 'jwk' })",
      },
    ],
    caughtBy: 'jwks.public-keys-alone',
    message: /secret members/,
    code: 'app.get("/.well-known/jwks.json", (req, res) => res.json({ keys: [await exportJWK(privateKey)] }))',
    attack: 'Whoever reads the address signs tokens for every user.',
    vainFix: 'Taking "d" out: with RSA there are p, q and five more.',
    fix: 'Export from the public key, which has nothing else.',
    references: ['RFC 7517 9.2', 'ASVS 13.3.1'],
  },
  {
    id: 'jwks.shared-secret',
    title: 'The secret of HS256 is published as a key.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/config/keys.ts',
        find: 'return { kid, signing: key, verifying: key }',
        put: "const published = { ...key.export({ format: 'jwk' }), kid, alg: 'HS256', use: 'sig' }\n    return { kid, signing: key, verifying: key, published }",
      },
    ],
    caughtBy: 'jwks.only-for-asymmetric-jwt',
    message: /algorithm HS256/,
    code: 'const keys = await Promise.all(allKeys.map(exportJWK))',
    attack: 'The one who checks tokens by it can make them.',
    vainFix: 'An address that nobody knows: /.well-known/ is known.',
    fix: 'Publish keys of asymmetric algorithms; with a shared secret there is nothing to publish.',
    references: ['RFC 7517 9.2', 'contract GET /.well-known/jwks.json'],
  },
]
