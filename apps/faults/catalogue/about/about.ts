/** What GET /about says of a server that is not so. */
import type { Fault } from '../../fault.ts'

const ABOUT = 'shared/app/routes/about.ts'

export const aboutFaults: readonly Fault[] = [
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
]
