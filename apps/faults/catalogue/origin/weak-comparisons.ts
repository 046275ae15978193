import type { Fault, Patch } from '../../fault.ts'

const PAGES = 'shared/protection/own-pages.ts'
const OWN = 'return origin === undefined || origin === request.ownOrigin'

/** Another comparison in place of "equal to the own origin". */
function comparing(expression: string): Patch[] {
  return [{ file: PAGES, find: OWN, put: `return origin === undefined || ${expression}` }]
}

const FIX = 'Compare the whole text of Origin with the own origin, which is configured.'

/** Checks that look like one, and let through what they should not. */
export const originDisguisesFaults: readonly Fault[] = [
  {
    id: 'origin.begins-with-own',
    title: 'An Origin that begins with the own one passes.',
    server: 'jwt',
    patches: comparing('origin.startsWith(request.ownOrigin)'),
    caughtBy: 'origin.other-origin-refused',
    message: /\.evil\.example: expected status 403, saw status 204/,
    alsoRed: ['cors.strangers-get-no-token'],
    code: "if (origin.startsWith('https://shop.example')) next()",
    attack: 'The attacker registers `shop.example.evil.example`, and posts from there.',
    vainFix: '`endsWith`: then it is `evilshop.example`.',
    fix: FIX,
    references: ['ASVS 3.5.1', 'contract rule 7'],
  },
  {
    id: 'origin.ends-with-own',
    title: 'An Origin that ends with the own host passes.',
    server: 'cookie-session',
    patches: comparing('origin.endsWith(new URL(request.ownOrigin).host)'),
    caughtBy: 'origin.other-origin-refused',
    message: /with Origin .*: expected status 403, saw status 204/,
    code: "if (new URL(origin).host.endsWith('shop.example')) next()",
    attack: 'The attacker registers `evilshop.example`; or takes over a forgotten subdomain.',
    vainFix: 'A dot before it: the subdomains are left, and each of them is as safe as the worst.',
    fix: FIX,
    references: ['ASVS 3.5.1', 'contract rule 7'],
  },
  {
    id: 'origin.host-without-port',
    title: 'The names are compared, without scheme and port.',
    server: 'server-session',
    patches: comparing(
      'URL.canParse(origin) && new URL(origin).hostname === new URL(request.ownOrigin).hostname',
    ),
    caughtBy: 'origin.other-origin-refused',
    message: /with Origin http:\/\/[^ ]+:444\d: expected status 403, saw status 204/,
    code: 'if (new URL(origin).hostname === req.hostname) next()',
    attack:
      'Whatever else runs on that host, on another port or without TLS, changes state here; cookies ignore the port.',
    vainFix: 'Closing the other ports today.',
    fix: FIX,
    references: ['RFC 6454 4', 'contract rule 7'],
  },
  {
    id: 'origin.null-passes',
    title: 'Origin: null passes.',
    server: 'jwt',
    patches: comparing("origin === request.ownOrigin || origin === 'null'"),
    caughtBy: 'origin.other-origin-refused',
    message: /with Origin null: expected status 403, saw status 204/,
    alsoRed: ['cors.strangers-get-no-token'],
    code: "const ALLOWED = [ORIGIN, 'null'] // the app's web view sends null",
    attack: 'A form in a sandboxed frame sends `Origin: null`, from any page.',
    vainFix:
      'Letting it pass only where a Referer fits: the frame sends none, and none is no Referer that does not fit.',
    fix: `${FIX} A page that must post keeps its origin: Referrer-Policy same-origin, not no-referrer.`,
    references: ['contract rule 7', 'OWASP CSRF Prevention'],
  },
  {
    id: 'origin.any-other-site-passes',
    title: 'Two values of Sec-Fetch-Site are refused, and every other passes.',
    server: 'cookie-session',
    patches: [
      {
        file: PAGES,
        find: 'return OWN_SITES.has(String(site))',
        put: "return site !== 'cross-site' && site !== 'same-site'",
      },
    ],
    caughtBy: 'origin.sec-fetch-site-refused',
    message: /Sec-Fetch-Site some-site/,
    code: "if (req.get('Sec-Fetch-Site') === 'cross-site') return res.sendStatus(403)",
    attack: 'None today; the day a browser has a fifth value, it is let through.',
    vainFix: 'Adding each new value to the list, once it is heard of.',
    fix: 'A list of what passes: `same-origin` and `none`.',
    references: ['contract rule 7', 'Fetch Metadata 2.3'],
  },
  {
    id: 'origin.same-site-passes',
    title: 'Requests of the same site pass.',
    server: 'server-session',
    patches: [
      {
        file: PAGES,
        find: "new Set(['same-origin', 'none'])",
        put: "new Set(['same-origin', 'same-site', 'none'])",
      },
    ],
    caughtBy: 'origin.sec-fetch-site-refused',
    message: /Sec-Fetch-Site same-site/,
    code: "const ok = ['same-origin', 'same-site', 'none'].includes(site)",
    attack:
      'A page that the attacker has on a subdomain (a blog, a bucket, a forgotten CNAME) changes state here.',
    vainFix: 'SameSite=Strict: that subdomain is of the same site.',
    fix: 'Only `same-origin` and `none`.',
    references: ['ASVS 3.5.4', 'contract rule 7'],
  },
  {
    id: 'origin.from-forwarded-host',
    title: 'The own origin is what X-Forwarded-Host says.',
    server: 'jwt',
    patches: comparing(
      "origin === request.ownOrigin || origin === `${request.headers['x-forwarded-proto']}://${request.headers['x-forwarded-host']}`",
    ),
    caughtBy: 'origin.own-origin-by-configuration',
    message: /expected status 403, saw status 204/,
    code: "const host = req.headers['x-forwarded-host'] ?? req.headers.host\nif (new URL(origin).host === host) next()",
    attack:
      'Where a proxy passes on what it was sent, or a cache is keyed without it, the request says itself that it is at home.',
    vainFix: "Falling back to Host: behind some proxies that is the client's word as well.",
    fix: 'The own origin comes from the configuration.',
    references: ['ASVS 4.1.3', 'contract rule 7'],
  },
  {
    id: 'origin.referer-holds-own',
    title: 'A Referer in which the own origin occurs passes.',
    server: 'cookie-session',
    patches: [
      {
        file: PAGES,
        find: OWN,
        put: `if (request.headers.referer?.includes(request.ownOrigin)) return true\n  ${OWN}`,
      },
    ],
    caughtBy: 'origin.no-excuse',
    message: /Referer: https:\/\/evil\.example\/\?/,
    code: "const from = req.get('Referer') ?? req.get('Origin')\nif (from.includes(ORIGIN)) next()",
    attack: 'The attacker puts the own origin into the address of the page that posts.',
    vainFix: '`startsWith`, without the slash at the end.',
    fix: 'Origin says it in full; a Referer is not needed beside it.',
    references: ['OWASP CSRF Prevention', 'contract rule 7'],
  },
  {
    id: 'origin.own-origin-first',
    title: 'The own Origin passes, whatever Sec-Fetch-Site says.',
    server: 'server-session',
    patches: [
      {
        file: PAGES,
        find: 'if (site !== undefined) return',
        put: 'if (origin === request.ownOrigin) return true\n  if (site !== undefined) return',
      },
    ],
    caughtBy: 'origin.cross-site-outweighs-own-origin',
    message: /expected status 403, saw status 204/,
    code: "if (origin === ORIGIN) return next()\nif (site === 'cross-site') return res.sendStatus(403)",
    attack:
      'None in a sound browser: only something on the way that sets Origin by itself (a proxy, an extension) makes the two differ.',
    vainFix: 'Trusting whichever of the two says yes.',
    fix: 'Sec-Fetch-Site decides where it is there; Origin stands in for it where it is not.',
    references: ['contract rule 7', 'Fetch Metadata 2.3'],
  },
  {
    id: 'origin.none-refused',
    title: 'A request that no page has made is refused.',
    server: 'jwt',
    patches: [
      { file: PAGES, find: "new Set(['same-origin', 'none'])", put: "new Set(['same-origin'])" },
    ],
    caughtBy: 'origin.sec-fetch-site-passes',
    message: /Sec-Fetch-Site none: expected status 204, saw status 403/,
    code: "if (req.get('Sec-Fetch-Site') !== 'same-origin') return res.sendStatus(403)",
    attack: 'None: a form sent again after a restart of the browser is refused.',
    vainFix: 'Letting `same-site` through in its place.',
    fix: '`none` is a person at the address bar, or a form sent once more: it passes.',
    references: ['contract rule 7', 'Fetch Metadata 2.3'],
  },
  {
    id: 'origin.own-with-slash',
    title: 'The own origin is configured with a slash at its end, and nothing equals it.',
    server: 'cookie-session',
    patches: comparing('origin === `${request.ownOrigin}/`'),
    caughtBy: 'origin.own-origin-passes',
    message: /with the own Origin: expected status 204, saw status 403/,
    alsoRed: ['cors'],
    code: "const ORIGIN = 'https://shop.example/'\nif (origin !== ORIGIN) return res.sendStatus(403)",
    attack:
      'None: browsers without Fetch Metadata cannot sign in, and soon somebody writes `startsWith`.',
    vainFix: '`startsWith`.',
    fix: 'Bring the setting into the form of an origin at start: `new URL(setting).origin`.',
    references: ['RFC 6454 6.2', 'contract rule 7'],
  },
]
