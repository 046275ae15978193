/** For which host this server answers. */
import type { Fault } from '../../fault.ts'

const OWN_HOST = 'shared/protection/own-host.ts'
const COMPARED = "byHost.get(asked) ?? byHost.get(normalHost(asked, protocol) ?? '')"
const REFUSED = 'else if (anyHost !== true) {'

export const hostFaults: readonly Fault[] = [
  {
    id: 'host.unchecked',
    safeguard: 'own-host',
    title: 'Every Host is answered.',
    server: 'cookie-session',
    patches: [{ file: OWN_HOST, find: REFUSED, put: 'else if (request.host === undefined) {' }],
    caughtBy: 'host.unknown-is-misdirected',
    message: /with Host evil\.example/,
    alsoRed: ['order.host-before-origin', 'cookies.errors-set-none'],
    code: "app.get('/', (req, res) => res.send(page(req.headers.host)))",
    attack:
      "A page at evil.example points its name at this address (DNS rebinding), and reads the server's pages as its own.",
    vainFix: "Listening on localhost alone: the visitor's browser is on that machine.",
    fix: 'The own hosts by configuration; 421 for every other.',
    references: ['RFC 9110 15.5.20', 'ASVS 4.1.3', 'contract rule 7'],
  },
  {
    id: 'host.begins-alike',
    title: 'A Host counts as the own one when it begins like it.',
    server: 'jwt',
    patches: [
      {
        file: OWN_HOST,
        find: COMPARED,
        put: "byHost.get(asked) ?? (asked.startsWith('localhost') ? [...byHost.values()][0] : undefined)",
      },
    ],
    caughtBy: 'host.unknown-is-misdirected',
    message: /with Host localhost\.evil\.example/,
    code: "if (!req.headers.host.startsWith('localhost')) return res.sendStatus(421)",
    attack: 'localhost.evil.example begins like localhost, and its owner says where it points.',
    vainFix: 'endsWith or includes: evil-localhost, and whatever comes after the port.',
    fix: 'Parse the host, write it in one way, compare it whole.',
    references: ['RFC 9110 4.2.3', 'contract rule 7'],
  },
  {
    id: 'host.port-ignored',
    title: 'The port in Host is not looked at.',
    server: 'server-session',
    patches: [
      {
        file: OWN_HOST,
        find: COMPARED,
        put: 'byHost.get(asked.replace(/:\\d+$/, `:${port()}`))',
      },
    ],
    caughtBy: 'host.unknown-is-misdirected',
    message: /with Host [^:]+:4444/,
    code: 'if (!allowedHosts.includes(req.hostname)) return res.sendStatus(421)',
    attack:
      'Another server on the same machine is another origin: what is meant for it is answered here, and its origin is taken for the own one.',
    vainFix: 'Comparing Origin with Host: both are what the request says.',
    fix: 'Host and port together are the own ones, or it is another server.',
    references: ['RFC 6454 4', 'contract rule 7'],
  },
  {
    id: 'host.forwarded-by-anyone',
    safeguard: 'trusted-proxies',
    title: 'X-Forwarded headers count, whoever sends them.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/build-app.ts',
        find: 'trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,',
        put: 'trustProxy: true,',
      },
    ],
    caughtBy: 'host.forwarded-host-ignored',
    message: /X-Forwarded-Host/,
    alsoRed: ['throttle', 'origin.own-origin-by-configuration', 'redirects.tell-no-credential'],
    code: "app.set('trust proxy', true)",
    attack:
      'Each guess names an address of its own and is counted apart; and a link in a mail leads to the host that a request named.',
    vainFix:
      'Trusting the last value only: whoever reaches the port without the proxy writes that one too.',
    fix: 'The addresses of the own proxies, by configuration; from all others the headers are nothing.',
    references: ['ASVS 4.1.3', 'RFC 7239 8.1', 'contract rule 7'],
    exercise:
      'Guess a password here forty times from one machine without being told to wait. Which header did it, and who may send it?',
  },
  {
    id: 'host.request-line-unread',
    safeguard: 'absolute-form',
    title: 'A host in the request line is thrown away, and Host is believed.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/protection/absolute-form.ts',
        find: 'request.headers.host = authority',
        put: 'void authority',
      },
    ],
    caughtBy: 'host.in-the-request-line',
    message: /GET http:\/\/evil\.example\//,
    code: "const path = req.url.replace(/^https?:\\/\\/[^/]+/, '')",
    attack:
      'A cache before it files the answer under the host of the request line, the server made it for the one in Host: one poisons the other.',
    vainFix: 'Checking Host all the same: it is the header that RFC 9112 says to ignore here.',
    fix: 'Where the request line names a host, that one counts.',
    references: ['RFC 9112 3.2.2', 'contract rule 7'],
  },
  {
    id: 'host.reads-alone',
    title: 'The host is checked on GET, and changes are made for any host.',
    server: 'cookie-session',
    patches: [
      {
        file: OWN_HOST,
        find: REFUSED,
        put: "else if (anyHost !== true && request.method === 'GET') {",
      },
    ],
    caughtBy: 'host.unknown-counts-nothing',
    message: /after it/,
    alsoRed: ['order.host-before-origin'],
    code: "app.get('*', requireOwnHost)",
    attack:
      'The page of a rebound name cannot read, and does not need to: it writes and signs out.',
    vainFix: 'The origin check: the rebound page is same-origin with the host that it asks for.',
    fix: 'The host before everything, whatever the method.',
    references: ['contract rule 7', 'contract Order of checks'],
  },
  {
    id: 'host.health-refused',
    title: 'Health routes refuse a Host that they do not know.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/routes/health.ts',
        find: 'alwaysJson: true, anyHost: true',
        put: 'alwaysJson: true',
      },
    ],
    caughtBy: 'health.answers-any-host',
    message: /with an unknown Host/,
    code: 'app.use(requireOwnHost) // before /health too',
    attack:
      'None: the orchestrator asks by address, gets 421, and restarts a healthy server for ever.',
    vainFix: 'Every address of every instance on the list: they change with each deployment.',
    fix: 'Health routes for any Host: they tell nothing that is worth a name.',
    references: ['contract rule 7', 'contract GET /health'],
  },
]
