/** Tokens under the real key that were not made for this: over, for others, of another kind. */
import type { Fault, Patch } from '../fault.ts'

const STYLE = 'apps/jwt/style.ts'
const STRICT = 'apps/jwt/workarounds/strict-token.ts'

const expecting = (put: string): Patch => ({
  file: STYLE,
  find: '{ ...expected, complete: true }',
  put: `{ ...expected, complete: true, ${put} }`,
})

export const claimFaults: readonly Fault[] = [
  {
    id: 'claims.end-with-tolerance',
    title: 'A token is good for a minute longer than it says.',
    server: 'jwt',
    patches: [expecting('clockTolerance: 60')],
    caughtBy: 'real-key.expired-token',
    message: /with exp 1 s ago: expected status 401, saw status 200/,
    code: "jwt.verify(token, key, { algorithms: ['HS256'], clockTolerance: 60 })",
    attack:
      'Uses a token from a shared machine in the minute after its idle end, when its owner has been told that it is over.',
    vainFix: 'Tokens that end a minute earlier: then honest ones do too.',
    fix: 'One server sets the end and checks it by the same clock: no tolerance. Between machines, NTP and a few seconds.',
    references: ['contract rule 6', 'ASVS 9.2.1', 'RFC 7519 4.1.4'],
  },
  {
    id: 'claims.no-end-needed',
    title: 'A token without exp is good for ever.',
    server: 'jwt',
    patches: [
      {
        file: STRICT,
        find: "if (!Number.isFinite(payload.exp)) throw new Error('token without an end')",
        put: '',
      },
      {
        file: 'apps/jwt/claims.ts',
        find: 'expiresAt: exp * 1000',
        put: 'expiresAt: (exp ?? 4_102_444_800) * 1000',
      },
    ],
    caughtBy: 'real-key.token-without-end',
    message: /without exp: expected status 401, saw status 200/,
    code: "const claims = jwt.verify(token, key, { algorithms: ['HS256'] })\nreq.user = claims.sub",
    attack:
      'Gets hold of one token that some script signed without an end, and never has to come back.',
    vainFix:
      'Always signing with expiresIn: the verifier takes what any holder of the key ever signed.',
    fix: 'The verifier asks for exp itself: the library checks it only where it stands.',
    references: ['ASVS 9.2.1', 'RFC 7519 4.1.4'],
  },
  {
    id: 'claims.other-audience',
    title: 'A token made for another service of the house is taken.',
    server: 'jwt',
    patches: [
      {
        file: STYLE,
        find: 'issuer: service, audience: service }\n      const',
        put: 'issuer: service }\n      const',
      },
    ],
    caughtBy: 'real-key.token-for-another-purpose',
    message: /with another aud: expected status 401, saw status 200/,
    code: "jwt.verify(token, key, { algorithms: ['HS256'], issuer: ISSUER })",
    attack: 'Takes the token that the shop gave out to the bank, which shares its key.',
    vainFix: 'Signing with an aud: unless the verifier asks for it, nobody reads it.',
    fix: 'audience in the options of verify; better still, a key of its own for each service.',
    references: ['ASVS 9.2.3', 'ASVS 9.2.4', 'RFC 8725 3.9'],
  },
  {
    id: 'claims.other-type',
    safeguard: 'strict-token',
    title: 'Any token of the server will do, whatever it was made for.',
    server: 'jwt',
    patches: [
      {
        file: STYLE,
        find: "refuseWhatVerifyLetsPass(verified, 'visitor+jwt')",
        put: 'verified.payload',
      },
    ],
    caughtBy: 'real-key.token-for-another-purpose',
    message: /with typ at\+jwt: expected status 401, saw status 200/,
    code: 'const { sub } = jwt.verify(token, key, options) // from a link in a mail, or the cookie',
    attack: 'Uses the token out of a password-reset link, or a refresh token, as a session.',
    vainFix: 'A claim "purpose" that only the reset page checks: the session does not.',
    fix: 'A typ for each kind, checked wherever one is read, since the library never does; or a key for each kind.',
    references: ['ASVS 9.2.2', 'RFC 8725 3.11', 'RFC 8725 3.12'],
  },
  {
    id: 'claims.other-algorithms',
    title: 'The secret serves HS384 and HS512 as well.',
    server: 'jwt',
    patches: [
      {
        file: STYLE,
        find: 'algorithms: [algorithm], issuer',
        put: "algorithms: ['HS256', 'HS384', 'HS512'], issuer",
      },
    ],
    caughtBy: 'real-key.token-by-another-algorithm',
    message: /signed by HS384: expected status 401, saw status 200/,
    code: 'jwt.verify(token, SECRET) // the library picks from what suits a secret',
    attack:
      'A weakness in any one of three algorithms is enough, and the header says which one it shall be.',
    vainFix: 'Leaving out the weakest: the header still chooses.',
    fix: 'One key, one algorithm, named by the verifier.',
    references: ['ASVS 9.1.2', 'RFC 8725 3.1'],
  },
  {
    id: 'claims.before-its-time',
    title: 'A token whose time has not begun is taken.',
    server: 'jwt',
    patches: [expecting('ignoreNotBefore: true')],
    caughtBy: 'real-key.token-not-yet-valid',
    message: /nbf in an hour: expected status 401, saw status 200/,
    attack: 'Uses today the access that was granted from Monday on.',
    vainFix: 'Handing tokens out on Monday: whoever made them in advance had a reason.',
    fix: 'nbf is checked wherever it stands; clocks that differ get seconds of tolerance, not a switch.',
    references: ['ASVS 9.2.1', 'RFC 7519 4.1.5'],
  },
  {
    id: 'claims.critical-ignored',
    title: 'A header that says "critical" is read over.',
    server: 'jwt',
    patches: [
      {
        file: STRICT,
        find: "if ('crit' in header) throw new Error('token with critical extensions')",
        put: '',
      },
    ],
    caughtBy: 'real-key.token-with-critical-extension',
    message: /with crit: expected status 401, saw status 200/,
    code: "jwt.verify(token, key, { algorithms: ['HS256'] }) // jsonwebtoken 9 knows no crit",
    attack:
      'Brings a token that is bound to another holder by an extension, to the one server that does not know of it.',
    vainFix: 'Supporting the extension at hand: crit is about the next one.',
    fix: 'A token with crit is refused, unless every name in it is understood.',
    references: ['RFC 7515 4.1.11', 'contract rule 5'],
  },
  {
    id: 'claims.shape-trusted',
    safeguard: 'whole-state',
    title: 'A token that verifies is believed to have the shape of today.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/build-app.ts',
        find: 'wholeState(await style.recall(request))',
        put: 'await style.recall(request)',
      },
    ],
    caughtBy: 'real-key.token-with-odd-content',
    message: /expected no 5xx, saw 500/,
    code: 'const { notes } = jwt.verify(token, key)\nres.json(notes.map(({ text }) => text))',
    attack:
      'None is needed: after an update every visitor with a token of last week gets 500, and cannot sign out.',
    vainFix: 'A try around the route at hand: the next one reads another member.',
    fix: 'What comes back is checked as a whole; what no longer fits is a stranger.',
    references: ['ASVS 16.5.3', 'ASVS 2.2.1', 'contract rule 5'],
  },
]
