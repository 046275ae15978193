import type { Fault } from '../fault.ts'

const KEEP = 'shared/app/keep.ts'
const CARRIER = 'shared/protection/carrier.ts'
const NO_BEARER = '  if (bearer === null) return\n'

/** The token: what goes with it, and where it is looked for. */
export const bearerFaults: readonly Fault[] = [
  {
    id: 'bearer.cookie-too',
    title: 'A sign-in for a token sets the cookie as well.',
    server: 'jwt',
    patches: [
      {
        file: 'apps/jwt/style.ts',
        find: "if (request.carrier === 'bearer') return token",
        put: "if (request.carrier === 'bearer') {\n      reply.setCookie(name, token, attributes)\n      return token\n    }",
      },
    ],
    caughtBy: 'bearer.sign-in',
    message: /cookies set by POST \/login/,
    alsoRed: ['cors', 'cookies'],
    code: "res.cookie('token', token, { httpOnly: true }).json({ token }) // whichever they like",
    attack:
      'A program that thought it was safe from forged requests carries a cookie; a page that it opens can use it.',
    vainFix: 'Asking clients to drop the cookie: those that keep a jar do not know that they do.',
    fix: 'One carrier for each sign-in, chosen by who signs in.',
    references: ['contract rule 3'],
  },
  {
    id: 'bearer.state-taken-over',
    title: 'A new token takes over what the old one held.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/routes/login.ts',
        find: "request.carrier === 'bearer' ? undefined : (request.lapsed ?? request.visitor)",
        put: 'request.visitor',
      },
    ],
    caughtBy: 'bearer.starts-empty',
    message: /of a new token, asked for with another token/,
    code: 'const token = sign({ ...req.auth, ...user })',
    attack: 'Claims of an earlier sign-in (a role, a tenant) live on in the token of the next.',
    vainFix: 'Leaving out the claims that are known to matter.',
    fix: 'A sign-in for a token starts from nothing.',
    references: ['contract rule 3', 'contract rule 4'],
  },
  {
    id: 'bearer.no-fresh-token',
    title: 'A change by token is answered 204, without the token that holds it.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/done.ts',
        find: "return request.carrier === 'bearer' ? reply.code(200).send(fresh) : done(request, reply)",
        put: 'return done(request, reply)',
      },
    ],
    caughtBy: 'bearer.fresh-token-after-change',
    message: /PUT \/notes\/by-token: expected status 200, saw status 204/,
    alsoRed: ['cors', 'password', 'renewal'],
    code: 'res.sendStatus(204) // the new state is in the cookie',
    attack: 'None: the change is lost, since the client goes on with the token from before.',
    vainFix: 'Sending it in a header: pages of other origins cannot read it there.',
    fix: 'Answer 200 with the fresh token wherever the state changed.',
    references: ['contract rule 3'],
  },
  {
    id: 'bearer.token-after-sign-out',
    title: 'Sign-out by token is answered with one.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/routes/logout.ts',
        find: "audit(request, 'signed out', (request.lapsed ?? request.visitor)?.signIn?.username)\n",
        put: "audit(request, 'signed out', (request.lapsed ?? request.visitor)?.signIn?.username)\n    if (request.carrier === 'bearer') return reply.code(200 as never).send({ token: request.bearerToken } as never)\n",
      },
    ],
    caughtBy: 'bearer.sign-out',
    message: /expected status 204, saw status 200/,
    alsoRed: ['openapi'],
    code: 'app.addHook("onSend", addFreshToken) // to every answer',
    attack: 'A client that keeps the token of each answer is signed in again by signing out.',
    vainFix: 'Telling clients not to look at this one answer.',
    fix: 'Sign-out answers 204, and the client forgets what it has.',
    references: ['contract rule 3', 'contract POST /logout'],
  },
  {
    id: 'bearer.stale-expires-at',
    title: 'The time that comes with a fresh token is that of the one before.',
    server: 'jwt',
    patches: [
      {
        file: KEEP,
        find: 'new Date(next.expiresAt)',
        put: 'new Date(state.expiresAt || next.expiresAt)',
      },
    ],
    caughtBy: 'bearer.expires-at-moves-on',
    message: /ms apart/,
    code: 'const token = sign(renewed(claims))\nres.json({ token, expiresAt: claims.exp })',
    attack: 'None: a client signs in again too early, or keeps asking the user for the password.',
    vainFix: 'Adding some minutes to it in the client.',
    fix: 'Take the time from what was signed.',
    references: ['contract rule 3'],
  },
  {
    id: 'bearer.made-up-expires-at',
    title: 'The time that comes with a token is a constant of the route.',
    server: 'jwt',
    patches: [
      { file: KEEP, find: 'new Date(next.expiresAt)', put: 'new Date(Date.now() + 3_600_000)' },
    ],
    caughtBy: 'bearer.expires-at-is-true',
    message: /ms apart/,
    code: 'const token = jwt.sign(claims, key, { expiresIn: process.env.TTL })\nres.json({ token, expires_in: 3600 })',
    attack: 'None: a client trusts a token for half an hour after its end, and each request fails.',
    vainFix: 'Setting both by hand to the same number.',
    fix: 'One lifetime, from which both are made.',
    references: ['contract rule 3', 'contract rule 6'],
  },
  {
    id: 'bearer.gets-pages',
    title: 'Who brings a token gets a page where it accepts one.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/protection/negotiation.ts',
        find: ' || request.bearerToken !== undefined) return',
        put: ') return',
      },
    ],
    caughtBy: 'bearer.answers-json',
    message: /media type: expected "application\/json"/,
    code: "req.accepts(['html', 'json']) // the client library sends Accept: */*",
    attack: 'None: a page has no place for the fresh token, so it is lost.',
    vainFix: 'Putting it into the page, where every script on it can read it.',
    fix: 'Bearer requests get JSON, whatever they accept.',
    references: ['contract Words'],
  },
  {
    id: 'bearer.scheme-by-its-case',
    title: 'The scheme is known by its capital letter.',
    server: 'jwt',
    patches: [{ file: CARRIER, find: '/^bearer(?: +(.*))?$/i', put: '/^Bearer(?: +(.*))?$/' }],
    caughtBy: 'bearer.scheme-in-any-case',
    message: /with "bearer": expected status 200, saw status 401/,
    code: "if (header.startsWith('Bearer ')) token = header.slice(7)",
    attack: 'None: clients that write it small are refused.',
    vainFix: 'A second `startsWith`.',
    fix: 'Compare schemes without regard to case.',
    references: ['RFC 9110 11.1'],
  },
  {
    id: 'bearer.token-in-address',
    title: 'The token may come in the address.',
    server: 'jwt',
    patches: [
      {
        file: CARRIER,
        find: NO_BEARER,
        put: `  const { access_token: inAddress } = (request.query ?? {}) as Record<string, string>
  if (bearer === null && inAddress === undefined) return
  request.bearerToken = inAddress
  request.carrier = 'bearer'
${NO_BEARER}`,
      },
    ],
    caughtBy: 'bearer.never-in-address',
    message: /token as access_token in the address: expected status 401, saw status 200/,
    alsoRed: ['forged.carried-elsewhere'],
    code: "const token = req.get('authorization')?.slice(7) ?? req.query.access_token",
    attack:
      'Addresses are in access logs, histories, bookmarks and Referer: whoever reads one of them is the user.',
    vainFix: 'A short life of the token: logs are read by machines.',
    fix: 'The Authorization header alone; for downloads a single-use link.',
    references: ['ASVS 14.2.1', 'RFC 9700 4.3.2', 'RFC 6750 2.3'],
  },
  {
    id: 'bearer.token-in-own-header',
    title: 'The token may come in X-Access-Token.',
    server: 'jwt',
    patches: [
      {
        file: CARRIER,
        find: NO_BEARER,
        put: `  const inHeader = request.headers['x-access-token']
  if (bearer === null && typeof inHeader === 'string') {
    request.bearerToken = inHeader
    request.carrier = 'bearer'
  }
${NO_BEARER}`,
      },
    ],
    caughtBy: 'bearer.never-in-address',
    message: /token in X-Access-Token: expected status 401, saw status 200/,
    alsoRed: ['forged.carried-elsewhere'],
    code: "const token = req.headers['x-access-token'] || req.headers['authorization']",
    attack:
      'Proxies and logs that mask Authorization write this one down; caches that make an exception for Authorization store the answer (RFC 9111 3.5).',
    vainFix: 'A list of headers to mask, in each of them.',
    fix: 'Authorization: Bearer, as RFC 6750 has it.',
    references: ['RFC 6750 2.1', 'ASVS 6.3.4', 'ASVS 16.2.5'],
  },
  {
    id: 'bearer.oauth-error',
    title: 'A failed sign-in for a token is answered 400.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/routes/login.ts',
        find: '      throw invalidCredentials()',
        put: "      if (request.carrier === 'bearer') throw new Problem('invalid-request', 'invalid_grant')\n      throw invalidCredentials()",
      },
    ],
    caughtBy: 'bearer.refused-alike',
    message: /expected status 401, saw status 400/,
    alsoRed: ['throttle'],
    code: "res.status(400).json({ error: 'invalid_grant' }) // as OAuth has it",
    attack: 'What watches for failed sign-ins counts 401, and sees none of these.',
    vainFix: 'Counting 400 as well: half of those are typing errors of programs.',
    fix: 'One answer for a failed sign-in, whatever it was for.',
    references: ['contract POST /login', 'contract rule 3'],
  },
]
