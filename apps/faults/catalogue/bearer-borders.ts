import type { Fault } from '../fault.ts'

const LOGIN = 'shared/app/routes/login.ts'
const CARRIER = 'shared/protection/carrier.ts'
const PAGES = 'shared/protection/own-pages.ts'
const EXEMPT = 'if (request.bearerToken !== undefined && !cookie) return'

/** Token and cookie beside each other, and what a token exempts from. */
export const bearerBordersFaults: readonly Fault[] = [
  {
    id: 'bearer.both-carriers',
    safeguard: 'one-carrier',
    title: 'Cookie and token may come together; the token counts.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/protection/guards.ts',
        find: '  requireOneCarrier(request, style)\n',
        put: '',
      },
    ],
    caughtBy: 'bearer.token-beside-cookie',
    message: /with both: expected status 400, saw status 200/,
    alsoRed: ['order.carriers-before-sign-in'],
    code: 'const credential = bearerOf(req) ?? req.cookies.token',
    attack:
      'Two parts of a server that ask in another order (a proxy, a log, a guard) see two different users in one request.',
    vainFix: 'Fixing the order: each part has to know it.',
    fix: 'Refuse what can be read in two ways.',
    references: ['contract rule 3', 'ASVS 15.3.7'],
  },
  {
    id: 'bearer.wish-beside-cookie',
    title: 'Who is signed in by cookie gets a token for the asking.',
    server: 'jwt',
    patches: [
      {
        file: LOGIN,
        find: 'if (bringsOwnCookie(request, style)) {',
        put: 'if (request.bearerToken === "") {',
      },
    ],
    caughtBy: 'bearer.wish-beside-cookie',
    message: /with a visitor's cookie: expected status 400, saw status 200/,
    alsoRed: ['cors'],
    code: "if (req.body.carrier === 'bearer') return res.json({ token: sign(user) })",
    attack: 'One page is signed in twice, by cookie and by token; sign-out ends one of them.',
    vainFix: 'Clearing the cookie along: an answer to another origin cannot be trusted to.',
    fix: 'Refuse, and let the client sign in without its cookie.',
    references: ['contract rule 3'],
  },
  {
    id: 'bearer.any-cookie-hinders',
    title: 'Any cookie beside a token is refused.',
    server: 'jwt',
    patches: [
      {
        file: CARRIER,
        find: "if (request.carrier === 'bearer' && bringsOwnCookie(request, style)) {",
        put: "if (request.carrier === 'bearer' && request.headers.cookie !== undefined) {",
      },
    ],
    caughtBy: 'bearer.beside-strangers-cookie',
    message: /cookies of others: expected status 200, saw status 400/,
    code: 'if (req.headers.cookie) return res.sendStatus(400) // tokens need no cookies',
    attack: 'None: cookies ignore the port, so another program on this host keeps the clients out.',
    vainFix: 'Asking people to delete their cookies.',
    fix: "Look for the style's own names.",
    references: ['contract rule 3', 'RFC 6265bis 8.5'],
  },
  {
    id: 'bearer.origin-checked-too',
    title: 'Requests with a token are checked for their origin.',
    server: 'jwt',
    patches: [{ file: PAGES, find: EXEMPT, put: '' }],
    caughtBy: 'bearer.exempt-from-origin-check',
    message:
      /by token, with Origin https:\/\/elsewhere\.example: expected status 200, saw status 403/,
    alsoRed: ['cors'],
    code: 'app.use(requireSameOrigin) // before everything',
    attack: 'None: the apps of others cannot work, and soon somebody turns the check off for all.',
    vainFix: 'A list of origins for the check: then it holds for cookies as well.',
    fix: 'A request whose only credential is a token is exempt: no page can make a browser add that header without a preflight.',
    references: ['contract rule 7', 'Fetch 4.8'],
  },
  {
    id: 'bearer.exempt-beside-cookie',
    title: 'A token, good or bad, exempts the cookie beside it.',
    server: 'jwt',
    patches: [
      { file: PAGES, find: EXEMPT, put: 'if (request.bearerToken !== undefined) return' },
      {
        file: 'shared/protection/guards.ts',
        find: '  requireOneCarrier(request, style)\n',
        put: '',
      },
      {
        file: 'apps/jwt/workarounds/presented-tokens.ts',
        find: 'if (request.bearerToken !== undefined) return [request.bearerToken]\n  return cookieValues(request.headers.cookie, cookieName)',
        put: "return [request.bearerToken ?? '', ...cookieValues(request.headers.cookie, cookieName)]",
      },
    ],
    caughtBy: 'bearer.no-exemption-beside-cookie',
    message: /with cookie and a token, from another site: expected status 403/,
    alsoRed: ['order.carriers-before-sign-in'],
    code: 'if (req.headers.authorization) return next() // an API client\ncsrf(req, res, next)',
    attack:
      'A request with `Authorization: Bearer x` goes unchecked, and the cookie beside it does the rest: one CORS mistake away from any page.',
    vainFix: 'Asking that the token have three parts.',
    fix: 'Exempt a request only where it brings no cookie of this style at all.',
    references: ['contract rule 7', 'ASVS 3.5.2'],
  },
  {
    id: 'bearer.authorization-exempts',
    title:
      'Any Authorization header exempts from the origin check, where no token is known at all.',
    server: 'server-session',
    patches: [
      { file: PAGES, find: EXEMPT, put: 'if (request.headers.authorization !== undefined) return' },
    ],
    caughtBy: 'bearer.cookie-value-is-no-token',
    message: /cookie and token, from another origin: expected status 403, saw status 204/,
    alsoRed: ['origin'],
    code: 'const isApi = Boolean(req.headers.authorization)\nif (!isApi) csrf(req, res, next)',
    attack:
      'The header means nothing here, so anything will do; the session cookie is what counts.',
    vainFix: 'Exempting only paths under /api: they take the cookie as well.',
    fix: 'Exempt by the credential that was used, where a style has such a one.',
    references: ['contract rule 7'],
  },
  {
    id: 'bearer.garbled-crashes',
    title: 'A token that is none is an error of the server.',
    server: 'jwt',
    patches: [
      {
        file: 'apps/jwt/style.ts',
        find: 'presentedTokens(request, name).map(verify)',
        put: `(request.bearerToken === undefined ||
        jwt.verify(request.bearerToken, keys[0].verifying, { algorithms: [algorithm] })) &&
      presentedTokens(request, name).map(verify)`,
      },
    ],
    caughtBy: 'bearer.forged-is-no-pass',
    message: /with a forged token: expected status 401 or 403, saw status 500/,
    alsoRed: ['forged', 'real-key', 'order'],
    code: 'const claims = jwt.verify(token, key) // throws, and nobody catches',
    attack:
      'Errors of the server fill the log and wake people up; and 500 against 401 tells how far a forgery got.',
    vainFix: 'Catching JsonWebTokenError: TokenExpiredError and NotBeforeError are left.',
    fix: 'Whatever does not verify is no credential.',
    references: ['contract rule 5', 'ASVS 16.5.3'],
  },
  {
    id: 'bearer.unknown-carrier',
    title: 'A wish for a carrier that does not exist is passed over.',
    server: 'jwt',
    patches: [
      {
        file: LOGIN,
        find: "Type.Optional(Type.Enum(['cookie', 'bearer']))",
        put: 'Type.Optional(Type.Unknown() as never)',
      },
    ],
    caughtBy: 'bearer.unknown-carrier',
    message: /carrier "pigeon": expected status 400, saw status 200/,
    code: "const carrier = body.carrier === 'bearer' ? 'bearer' : 'cookie'",
    attack: 'None: a client that wrote "Bearer" gets a cookie that it does not expect.',
    vainFix: 'Lower case, trimming: the next spelling is another.',
    fix: 'An enumeration in the schema; 400 for the rest.',
    references: ['contract rule 3', 'ASVS 2.2.1'],
  },
  {
    id: 'bearer.wish-passed-over',
    title: 'Where there are no tokens, the wish for one is answered with a cookie.',
    server: 'cookie-session',
    patches: [
      {
        file: LOGIN,
        find: "if (wish === 'bearer') {",
        put: "if (wish === 'bearer' && style.carriers.includes('bearer')) {",
      },
    ],
    caughtBy: 'bearer.none-here',
    message: /expected status 501, saw status 200/,
    code: 'const { username, password } = req.body // and whatever else they sent',
    attack: 'None: a client that asked for no cookie has one.',
    vainFix: 'Documenting it.',
    fix: 'Say 501 to what the style cannot do.',
    references: ['contract rule 3', 'contract Capabilities'],
  },
  {
    id: 'bearer.session-id-as-token',
    title: 'The session id may come as a bearer token.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/build-app.ts',
        find: '    guardEntrance(request, reply, guarded)\n    if (guardRoute',
        put: `    const token = /^Bearer (.+)/.exec(request.headers.authorization ?? '')?.[1]
    if (token !== undefined) request.headers.cookie ??= \`\${style.cookies[0]}=\${token}\`
    guardEntrance(request, reply, guarded)
    if (guardRoute`,
      },
    ],
    caughtBy: 'bearer.cookie-value-is-no-token',
    message: /with the cookie as token: expected status 401, saw status 200/,
    code: "const sid = req.cookies.sid ?? req.get('authorization')?.slice(7) // the app has no jar",
    attack:
      'An id that HttpOnly kept from scripts is now something that scripts are meant to hold; and SameSite does not hold for it.',
    vainFix: 'Using it only for the app: the server cannot tell who asks.',
    fix: 'Tokens of their own for who cannot keep cookies, with their own end.',
    references: ['contract rule 3', 'ASVS 3.3.4'],
  },
]
