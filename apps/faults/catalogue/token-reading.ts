/** Where tokens are read from, what is told of a bad one, and which routes look at it at all. */
import type { Fault } from '../fault.ts'

const STYLE = 'apps/jwt/style.ts'
const DECODE = 'jwt.decode(token, { complete: true })'
const CATCH =
  'return undefined // forged, foreign, expired, garbled: no credential, and no hint why (rule 5)'

export const tokenReadingFaults: readonly Fault[] = [
  {
    id: 'tokens.error-escapes',
    title: 'A token whose payload is no JSON makes the server fail.',
    server: 'jwt',
    patches: [
      {
        file: STYLE,
        find: '} catch {',
        put: '} catch (error) {\n      if (error instanceof SyntaxError) throw error',
      },
    ],
    caughtBy: 'forged.nonsense',
    message: /a JWT whose body is no JSON: expected status 401, saw status 500/,
    code: 'try { req.user = jwt.verify(token, key) }\ncatch (error) {\n  if (!(error instanceof jwt.JsonWebTokenError)) throw error\n}',
    attack:
      'Sends a head that says JWT before a body that is no JSON: the library throws a SyntaxError, and the log fills.',
    vainFix: 'Catching SyntaxError as well: a numeric alg throws a TypeError.',
    fix: 'Whatever is thrown while a credential is read means that there is none.',
    references: ['ASVS 16.5.3', 'contract rule 5'],
  },
  {
    id: 'tokens.reason-told',
    title: 'The answer says why the token was refused.',
    server: 'jwt',
    patches: [
      { file: STYLE, find: '} catch {', put: '} catch (error) {' },
      { file: STYLE, find: CATCH, put: "throw new Problem('not-signed-in', error.message)" },
      {
        file: STYLE,
        find: "import { claimsOf, stateOf } from './claims.ts'",
        put: "import { Problem } from '../../shared/problems/problem.ts'\nimport { claimsOf, stateOf } from './claims.ts'",
      },
    ],
    caughtBy: 'forged.altered',
    message: /detail with .* altered/,
    alsoRed: [
      'real-key',
      'cookies.duplicate-bad-first',
      'renewal.invented-credential-not-adopted',
      'logout.answers-unverified-credential',
      'cookies.duplicate-bad-second',
    ],
    code: 'catch (error) {\n  res.status(401).json({ error: error.message })\n}',
    attack:
      'Learns from "invalid signature", "jwt expired" and "invalid audience" which part to work on next.',
    vainFix: 'Hiding the message in production: the status or the length still differs.',
    fix: 'A credential that does not verify is absent: the answer is the one a stranger gets.',
    references: ['contract rule 5', 'ASVS 16.5.1'],
  },
  {
    id: 'tokens.read-from-other-headers',
    title: 'A token is taken from X-Access-Token too.',
    server: 'jwt',
    patches: [
      {
        file: 'apps/jwt/workarounds/presented-tokens.ts',
        find: 'return cookieValues(request.headers.cookie, cookieName)',
        put: "return [...cookieValues(request.headers.cookie, cookieName), request.headers['x-access-token'] ?? ''].flat()",
      },
    ],
    caughtBy: 'forged.carried-elsewhere',
    message: /X-Access-Token/,
    alsoRed: ['bearer.never-in-address'],
    code: "const token = req.headers['x-access-token'] || req.query.token || req.cookies.token",
    attack:
      'What checks, logs and masks credentials knows the cookie and Authorization; this one goes past all of it.',
    vainFix: 'Masking the header in the log: proxies and traces on the way do not know it.',
    fix: 'One carrier for each kind of client, the ones that GET /about declares.',
    references: ['ASVS 14.2.1', 'contract rule 3'],
  },
  {
    id: 'tokens.home-decodes',
    title: 'The home page greets whoever an unverified token names.',
    server: 'jwt',
    patches: [
      {
        file: STYLE,
        find: 'presentedTokens(request, name).map(verify).find(Boolean)',
        put: `presentedTokens(request, name).map(request.url === '/' ? peeked : verify).find(Boolean)`,
      },
      {
        file: STYLE,
        find: 'const verify = (token: string) => {',
        put: `const peeked = (token: string) => {
    const claims = ${DECODE}?.payload
    return claims?.exp ? stateOf(claims) : undefined
  }
  const verify = (token: string) => {`,
      },
    ],
    caughtBy: 'forged.no-route-trusts-it',
    message: /user of GET \/ with .* altered/,
    alsoRed: ['real-key', 'forged'],
    code: '// only for the greeting\nconst { name } = jwt.decode(req.cookies.token) ?? {}\nres.render("home", { name })',
    attack:
      'Changes the name, visits the home page, and gets the changed claims back under a good signature.',
    vainFix: 'Escaping the name on the page: it is not the page that is in danger.',
    fix: 'One place where a request becomes a visitor, before every route.',
    references: ['ASVS 8.3.1', 'ASVS 9.1.1', 'contract rule 5'],
    exercise:
      'Every protected route verifies the token. Become bob without a password, in two requests.',
  },
  {
    id: 'tokens.anonymous-unverified',
    title: 'A token without a user in it is taken as it is.',
    server: 'jwt',
    patches: [
      {
        file: STYLE,
        find: 'const verified =',
        put: `const anonymous = ${DECODE}
      const verified = anonymous?.payload.sid === undefined ? anonymous :`,
      },
    ],
    caughtBy: 'forged.anonymous',
    message: /message of GET \/ with the cookie remember-jwt, .* altered: expected "Welcome/,
    alsoRed: ['real-key'],
    code: 'const claims = jwt.decode(token)\nif (claims.sub) jwt.verify(token, key) // guests need no check',
    attack:
      'Writes whatever the server keeps for guests: a price, a discount, a count; and it is carried over at sign-in.',
    vainFix: 'Checking the values: the next member is not checked.',
    fix: 'What comes back is verified, whoever it is of.',
    references: ['ASVS 9.1.1', 'contract rule 5'],
  },
  {
    id: 'tokens.bad-one-refused-everywhere',
    title: 'Whoever brings a bad token gets 401 from the home page and the sign-in too.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/build-app.ts',
        find: 'if (request.routeOptions.config.signedIn &&',
        put: "if (!request.visitor && /remember-jwt=./.test(request.headers.cookie ?? '')) throw notSignedIn()\n      if (request.routeOptions.config.signedIn &&",
      },
    ],
    caughtBy: 'forged.anywhere-as-absent',
    message: /GET \/.* with a forged cookie/,
    alsoRed: [
      'renewal.invented-credential-not-adopted',
      'logout.answers-unverified-credential',
      'real-key',
      'forged',
    ],
    code: 'app.use((req, res, next) => {\n  if (req.cookies.token && !valid(req.cookies.token)) return res.sendStatus(401)',
    attack:
      'Plants one bad cookie: the victim can neither sign in nor out, and takes the site to be down.',
    vainFix: 'Telling people to clear their cookies.',
    fix: 'A bad credential is as good as none: the visitor is a stranger, and signing in is open.',
    references: ['contract rule 5', 'contract POST /logout'],
  },
]
