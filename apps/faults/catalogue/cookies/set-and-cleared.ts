/** Cookies in answers where they do not belong, cleared so that they stay, twice, undeclared, too large. */
import type { Fault } from '../../fault.ts'

const JWT = 'apps/jwt/style.ts'
const BUILD = 'shared/app/build-app.ts'

export const cookieAnswerFaults: readonly Fault[] = [
  {
    id: 'cookies.cleared-in-vain',
    title: 'Sign-out clears the cookie without its attributes, so the browser keeps it.',
    server: 'jwt',
    https: true,
    patches: [
      {
        file: JWT,
        find: 'reply.clearCookie(name, attributes)',
        put: 'reply.clearCookie(name)',
      },
    ],
    caughtBy: 'cookies.attributes-when-cleared',
    message: /HttpOnly in Set-Cookie/,
    alsoRed: ['logout', 'races.sign-outs-at-once', 'pages.sign-out-form-works'],
    attack:
      'Whoever comes to the computer next is still the one who signed out: a __Host- cookie is only replaced by a Secure one.',
    vainFix: 'Trying it at http://localhost, where the name has no prefix and the cookie does go.',
    fix: 'Clear with the very attributes that it was set with, from the same constant.',
    references: ['RFC 6265bis 5.7', 'ASVS 7.4.1', 'contract rule 1'],
    exercise:
      'Sign out here over HTTPS, and look at the cookies in the browser before and after. Why is it still there?',
  },
  {
    id: 'cookies.clears-the-whole-site',
    title: "Sign-out sends Clear-Site-Data, and with it every other application's cookies away.",
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/app/routes/logout.ts',
        find: "audit(request, 'signed out', ",
        put: "reply.header('clear-site-data', '\"cookies\", \"storage\"')\n    audit(request, 'signed out', ",
      },
    ],
    caughtBy: 'cookies.clear-site-data-spares-them',
    message: /Clear-Site-Data/,
    attack:
      'Cookies know no ports and this header reaches subdomains: who signs out here is signed out of all that lives there.',
    vainFix:
      'The header in place of clearing the cookie: browsers without it keep the visitor signed in.',
    fix: 'Clear the own cookies by name; Clear-Site-Data for cache and storage at most.',
    references: ['contract rule 1', 'ASVS 14.3.1'],
  },
  {
    id: 'cookies.cleared-and-set',
    title: 'Sign-in clears the old cookie and sets the new one, under one name in one answer.',
    server: 'jwt',
    patches: [
      {
        file: JWT,
        find: 'renew: (request, reply, state) => style.remember(request, reply, state),',
        put: `renew: async (request, reply, state) => {
      const cleared = \`\${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0\`
      if (request.carrier === 'cookie') reply.header('set-cookie', cleared)
      return style.remember(request, reply, state)
    },`,
      },
    ],
    caughtBy: 'cookies.none-twice',
    message: /names set by POST \/login/,
    code: "res.clearCookie('token')\nres.cookie('token', sign(user), options)",
    attack:
      'Which one holds is up to the order in which browser or proxy reads them: sign-in fails for some, and a stale cookie stays for others.',
    vainFix:
      'Relying on the last: RFC 6265bis tells servers not to send two, and proxies may fold or sort them.',
    fix: 'Set once; a new value replaces the old one.',
    references: ['RFC 6265bis 4.1.1', 'contract rule 1'],
  },
  {
    id: 'cookies.undeclared',
    title: 'A second cookie comes along that GET /about does not name, readable by scripts.',
    server: 'jwt',
    patches: [
      {
        file: JWT,
        find: 'reply.setCookie(name, token, attributes)',
        put: "reply.setCookie(name, token, attributes)\n    reply.setCookie('XSRF-TOKEN', crypto.randomUUID(), { path: '/', sameSite: 'lax' })",
      },
    ],
    caughtBy: 'cookies.only-declared',
    message: /XSRF-TOKEN/,
    code: 'app.use(csrf({ cookie: true })) // double submit, against the requests of other sites',
    attack:
      'A subdomain sets both halves of a double-submit pair, and its requests pass; the token guards nothing that SameSite and Origin do not.',
    vainFix: 'HttpOnly on it: then the page cannot send it back, which is all it is for.',
    fix: 'Check Sec-Fetch-Site and Origin; no second cookie.',
    references: ['contract rule 7', 'OWASP CSRF Prevention: Fetch Metadata', 'contract GET /about'],
  },
  {
    id: 'cookies.for-everyone',
    title: 'Whoever asks for anything is given a session: probes and robots too.',
    server: 'server-session',
    patches: [
      {
        file: 'apps/server-session/style.ts',
        find: 'saveUninitialized: false }',
        put: 'saveUninitialized: true }',
      },
      {
        file: 'apps/server-session/workarounds/verified-id.ts',
        find: 'if (!request.session?.isSaved()) request.session = null as never',
        put: '',
      },
      { file: BUILD, find: '  aboutRoute(app, service)\n  healthRoutes(app, service)\n', put: '' },
      {
        file: BUILD,
        find: '    homeRoute(visited, service)\n',
        put: '    aboutRoute(visited, service)\n    healthRoutes(visited, service)\n    homeRoute(visited, service)\n',
      },
    ],
    caughtBy: 'cookies.only-where-allowed',
    message: /cookies set by/,
    alsoRed: [
      'about.needs-no-visitor',
      'health.live-and-ready',
      'me.changes-nothing',
      'visits.head-counts-nothing',
      'sessions.last-seen-is-last-renewal',
      'methods.get-changes-nothing',
      'origin.safe-requests-change-nothing',
    ],
    code: 'app.use(session({ secret })) // saveUninitialized: true, as it is unless told otherwise',
    attack:
      'A loop without cookies fills the store; and a session from before the sign-in waits to be fixed on somebody.',
    vainFix: 'A time to live in the store: a loop is faster than any.',
    fix: 'Keep a state when there is something to keep, and set a cookie on the answers that keep one.',
    references: ['contract rule 2', 'ASVS 7.2.4'],
  },
  {
    id: 'cookies.slides-on-every-answer',
    title: 'Every answer renews the cookie: reads, errors, answers to nobody in particular.',
    server: 'jwt',
    patches: [
      {
        file: JWT,
        find: 'attach: async (app) => void (await app.register(fastifyCookie)),',
        put: `attach: async (app) => {
      await app.register(fastifyCookie)
      app.addHook('onSend', async (request, reply) => {
        const own = request.carrier === 'cookie' && request.routeOptions.url !== '/logout'
        if (own && request.visitor) await style.remember(request, reply, request.visitor)
      })
    },`,
      },
    ],
    caughtBy: 'cookies.only-where-allowed',
    message: /cookies set by (GET|HEAD)/,
    alsoRed: [
      'me',
      'visits',
      'login',
      'password',
      'notes',
      'capabilities',
      'everywhere',
      'methods',
      'origin.safe-requests-change-nothing',
    ],
    code: "app.use((req, res, next) => { if (req.user) res.cookie('token', sign(req.user), options); next() })",
    attack:
      'A page left open that polls keeps the sign-in alive for ever, and a slow answer brings back the token from before a sign-out.',
    vainFix: 'Renewing only past half of the time: the slow answer is as late, only rarer.',
    fix: 'Renew where the contract says so: visits and changes, never reads or errors.',
    references: ['contract rule 2', 'contract rule 6', 'ASVS 7.3.1'],
  },
  {
    id: 'cookies.measured-as-json',
    title: 'The limit is taken of the JSON, and the cookie is a third longer in base64.',
    server: 'cookie-session',
    patches: [
      {
        file: 'apps/cookie-session/style.ts',
        find: 'return `${name}${value}${signatureName}${keys.sign(`${name}=${value}`)}`.length',
        put: 'return Buffer.byteLength(JSON.stringify(state))',
      },
    ],
    caughtBy: 'cookies.never-over-4096',
    message: /octets/,
    alsoRed: ['notes'],
    code: 'if (Buffer.byteLength(JSON.stringify(state)) > 4096) throw tooLarge()',
    attack:
      'No attacker needed: the browser drops the cookie in silence, and all notes since then are gone with a 204.',
    vainFix: 'A smaller limit by guess: names, signature and encoding grow with what is in it.',
    fix: 'Measure names and values as they will be sent, the signature too, before anything is kept.',
    references: ['ASVS 3.3.5', 'RFC 6265bis 5.6', 'contract PUT /notes/:name'],
  },
  {
    id: 'cookies.nothing-measured',
    safeguard: 'state-limit',
    title: 'Nothing looks at the size of the state before it is kept.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/keep.ts',
        find: 'if (wouldNeedBytes <= limitBytes) return',
        put: 'if (wouldNeedBytes > 0) return',
      },
    ],
    caughtBy: 'cookies.never-over-4096',
    message: /octets/,
    alsoRed: ['notes'],
    code: "app.put('/notes/:name', (req, res) => { state.notes[req.params.name] = req.body.text; setCookie(res, state) })",
    attack:
      'The browser drops a cookie over 4,096 octets without a word: the answer is 204, and the note was never kept.',
    vainFix: 'A limit on the body: it is the sum of all notes that has to fit.',
    fix: 'Measure the cookie as it will be sent, and answer 413 before anything is changed.',
    references: ['ASVS 3.3.5', 'RFC 6265bis 5.6', 'contract PUT /notes/:name'],
  },
  {
    id: 'cookies.no-room-for-the-counter',
    title: 'A note may fill the cookie to the last byte, and the next visits push it over.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/keep.ts',
        find: 'style.measure(grownByServer(state))',
        put: 'style.measure(state)',
      },
    ],
    caughtBy: 'notes.no-other-route-too-large',
    message: /visit|refused|octets/,
    code: 'if (sizeOf({ ...state, notes }) > 4096) throw tooLarge()',
    attack:
      'The tenth visit has one digit more, and the browser drops the cookie: from there on the count stands still, and so does the sign-in.',
    vainFix:
      'A check at GET / as well: then the page itself answers 413, and the visitor is locked out.',
    fix: 'Measure the state as large as the server itself can make it: longest count, longest role.',
    references: ['contract PUT /notes/:name', 'ASVS 3.3.5'],
  },
]
