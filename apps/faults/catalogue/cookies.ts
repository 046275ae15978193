/** Cookies as they are set: attributes, names, sizes, and on which answers. */
import type { Fault } from '../fault.ts'

const ATTRIBUTES = 'shared/config/cookies.ts'
const JWT = 'apps/jwt/style.ts'
const SET = 'reply.setCookie(name, token, attributes)'

export const cookieFaults: readonly Fault[] = [
  {
    id: 'cookies.no-http-only',
    safeguard: 'http-only',
    title: 'Scripts on the page can read the cookie.',
    server: 'jwt',
    patches: [{ file: ATTRIBUTES, find: 'httpOnly: true,', put: 'httpOnly: false as never,' }],
    caughtBy: 'cookies.attributes',
    message: /HttpOnly/,
    attack:
      'One script that gets onto a page sends document.cookie home, and its author is the visitor.',
    vainFix:
      'Escaping every output: one place forgotten is enough, and third-party scripts need none.',
    fix: 'HttpOnly on every cookie of the style: scripts can use the session, but not carry it away.',
    references: ['ASVS 3.3.4', 'contract rule 1'],
  },
  {
    id: 'cookies.same-site-none',
    safeguard: 'same-site',
    title: 'The cookie goes along with requests that other sites make.',
    server: 'cookie-session',
    patches: [{ file: ATTRIBUTES, find: "sameSite: 'lax',", put: "sameSite: 'none' as never," }],
    caughtBy: 'cookies.attributes',
    message: /SameSite/,
    attack:
      "Another site's form, picture or frame acts as the visitor wherever the origin is not checked as well.",
    vainFix:
      'SameSite=None "because the frontend is on another port": ports are one site; only other sites need None.',
    fix: 'SameSite=Lax said outright: the default of one browser is not the default of all.',
    references: ['ASVS 3.3.2', 'RFC 6265bis 4.1.2.7', 'contract rule 1'],
  },
  {
    id: 'cookies.remember-everyone',
    title: 'The cookie outlives the browser by a year, for visitors at a shared computer too.',
    server: 'jwt',
    patches: [
      {
        file: JWT,
        find: SET,
        put: SET.replace('attributes', '{ ...attributes, maxAge: 31_536_000 }'),
      },
    ],
    caughtBy: 'cookies.attributes',
    message: /Max-Age/,
    code: "res.cookie('session', token, { httpOnly: true, sameSite: 'lax', maxAge: 365 * 24 * 3600 * 1000 })",
    attack: 'Whoever opens the browser of a library or a family next is the one before.',
    vainFix:
      'A shorter Max-Age equal to the idle time: the cookie is kept on disk, and the server has to decide its end anyway.',
    fix: "No Max-Age and no Expires: the cookie ends with the browser, and the state by the server's clock.",
    references: ['ASVS 7.3.1', 'contract rule 1', 'contract rule 6'],
  },
  {
    id: 'cookies.for-all-subdomains',
    title: 'The cookie goes to every subdomain.',
    server: 'server-session',
    patches: [
      { file: ATTRIBUTES, find: 'secure: https,', put: "secure: https,\n    domain: 'localhost'," },
    ],
    caughtBy: 'cookies.attributes',
    message: /Domain/,
    code: "session({ cookie: { domain: '.example.org' } }) // so that www works too",
    attack:
      'The blog on a subdomain, or whoever takes over a forgotten one, is sent every session.',
    vainFix: "Trusting one's own subdomains: the weakest of them holds the sessions of all.",
    fix: 'No Domain; over HTTPS the __Host- prefix, under which browsers refuse one.',
    references: ['ASVS 3.3.3', 'RFC 6265bis 4.1.2.3', 'contract rule 1'],
  },
  {
    id: 'cookies.signature-bare',
    title: "The signature's cookie is set without the attributes of the cookie that it signs.",
    server: 'cookie-session',
    patches: [
      {
        file: 'apps/cookie-session/workarounds/under-fastify.ts',
        find: 'this.cookies = cookies',
        put: `const bare = (line: string) => line.replace(/; (httponly|samesite=lax)/g, '')
    this.cookies = cookies.map((line) => (line.includes('.sig=') ? bare(line) : line))`,
      },
    ],
    caughtBy: 'cookies.attributes',
    message: /\.sig/,
    code: `res.cookie('session', value, { httpOnly: true, sameSite: 'lax' })
res.cookie('session.sig', sign(value))`,
    attack:
      'A pair is as well kept as its weaker half: a script reads the signature, and another site has it sent along.',
    vainFix:
      'Calling it harmless, since it is no state: with a known state it makes the credential whole.',
    fix: 'One set of attributes for every cookie of the style, from one place.',
    references: ['ASVS 3.3.4', 'contract rule 1'],
  },
  {
    id: 'cookies.bare-after-password-change',
    title: 'The cookie of a password change has none of the attributes that it had at sign-in.',
    server: 'jwt',
    patches: [
      {
        file: JWT,
        find: SET,
        put: `const isChange = request.routeOptions.url === '/password'
    reply.setCookie(name, token, isChange ? {} : attributes)`,
      },
    ],
    caughtBy: 'cookies.attributes-at-password-change',
    message: /HttpOnly in Set-Cookie .* of POST \/password/,
    code: "app.post('/password', async (req, res) => {\n  …\n  res.cookie('token', sign(user)).sendStatus(204)",
    attack:
      'Who does the right thing and changes the password is the one whose token scripts can read.',
    vainFix: 'A test of the login route: there the cookie is as it should be.',
    fix: 'One function that sets the cookie, called from every route.',
    references: ['ASVS 3.3.4', 'contract rule 1'],
  },
  {
    id: 'cookies.not-secure-behind-proxy',
    title: 'Behind a proxy that ends TLS, the cookie is not Secure.',
    server: 'jwt',
    https: true,
    patches: [
      { file: ATTRIBUTES, find: 'secure: https,', put: 'secure: false,' },
      { file: ATTRIBUTES, find: 'https ? `__Host-', put: 'false ? `__Host-' },
    ],
    caughtBy: 'cookies.secure-over-https',
    message: /Secure/,
    code: "res.cookie('token', token, { httpOnly: true, sameSite: 'lax', secure: req.secure })",
    attack:
      'One plain http:// picture, or a network that answers for the host, and the browser sends the token in the clear.',
    vainFix: 'A redirect from http to https: the cookie has gone out before it is followed.',
    fix: 'Secure by the configured public origin, never by what the request seems to be.',
    references: ['ASVS 3.3.1', 'contract rule 1'],
  },
  {
    id: 'cookies.no-host-prefix',
    safeguard: 'host-prefix',
    title: 'Over HTTPS the name has no __Host- prefix.',
    server: 'server-session',
    https: true,
    patches: [{ file: ATTRIBUTES, find: 'https ? `__Host-', put: 'false ? `__Host-' }],
    caughtBy: 'cookies.secure-over-https',
    message: /__Host-/,
    code: "session({ name: 'sid', cookie: { secure: true, httpOnly: true } })",
    attack:
      "A subdomain, or plain HTTP, plants a cookie of the same name: the visitor works in the attacker's session.",
    vainFix: 'Secure alone: it says how the cookie is sent, not who may set it.',
    fix: '__Host-: browsers take the name from this host alone, over HTTPS, for Path=/ and no Domain.',
    references: ['ASVS 3.3.3', 'RFC 6265bis 4.1.3.2', 'contract rule 1'],
  },
]
