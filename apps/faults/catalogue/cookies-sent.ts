/** Cookies as they come back: several of one name, strange ones beside them, signed with an older key. */
import type { Fault } from '../fault.ts'

const STYLE = (name: string) => `apps/${name}/style.ts`
const PRESENTED = 'apps/jwt/workarounds/presented-tokens.ts'
const VALUES = 'return cookieValues(request.headers.cookie, cookieName)'

export const cookieSentFaults: readonly Fault[] = [
  {
    id: 'cookies.first-of-the-name',
    safeguard: 'every-presented-token',
    title: 'Of several cookies with one name only the first is looked at.',
    server: 'jwt',
    patches: [{ file: PRESENTED, find: VALUES, put: `${VALUES}.slice(0, 1)` }],
    caughtBy: 'cookies.duplicate-bad-first',
    message: /bad cookie before the good one/,
    code: 'const token = req.cookies.session // what the parser took of several',
    attack:
      'A subdomain plants a cookie of the same name and a longer path, which browsers send first: nobody can sign in any more.',
    vainFix: 'Clearing the bad one: it has a Domain or a Path that this server does not know.',
    fix: 'Look at every value of the name; the first that verifies counts.',
    references: ['RFC 6265bis 4.2.2', 'contract rule 9'],
  },
  {
    id: 'cookies.last-of-the-name',
    title: 'Of several cookies with one name only the last is looked at.',
    server: 'jwt',
    patches: [{ file: PRESENTED, find: VALUES, put: `${VALUES}.slice(-1)` }],
    caughtBy: 'cookies.duplicate-bad-second',
    message: /bad cookie after the good one/,
    code: "Object.fromEntries(header.split('; ').map((pair) => pair.split('=')))",
    attack: 'The same as with the first: a planted cookie hides the real one, from the other side.',
    vainFix:
      'Taking the first instead: which comes first is up to path and age, not to who set it.',
    fix: 'Look at every value of the name; the first that verifies counts.',
    references: ['RFC 6265bis 4.2.2', 'contract rule 9'],
  },
  {
    id: 'cookies.planted-signs-out',
    safeguard: 'verified-pair',
    title: 'A planted cookie makes the library take the signature of the real one away.',
    server: 'cookie-session',
    patches: [
      { file: STYLE('cookie-session'), find: 'onlyVerifiedPair(app, name, keys)', put: '' },
    ],
    caughtBy: 'cookies.duplicate-bad-first',
    message: /bad cookie before the good one/,
    alsoRed: ['forged'],
    code: "app.use(cookieSession({ name: 'session', keys, sameSite: 'lax' })) // as its README has it",
    attack:
      'One cookie planted from a subdomain signs its owner out: the library deletes session.sig, and without its attributes.',
    vainFix: 'Signing in again: the planted cookie is still there, and wins again.',
    fix: 'Let the library see only a pair that verifies, the first there is.',
    references: ['contract rule 9', 'contract rule 2', 'RFC 6265bis 4.2.2'],
  },
  {
    id: 'cookies.planted-hides-the-id',
    safeguard: 'verified-id',
    title:
      'A planted cookie hides the session id, and what the library sets differs from what it clears.',
    server: 'server-session',
    patches: [
      { file: STYLE('server-session'), find: 'onlyVerifiedId(app, name, secret)', put: '' },
    ],
    caughtBy: 'cookies.duplicate-bad-first',
    message: /bad cookie before the good one/,
    alsoRed: ['logout', 'renewal', 'everywhere', 'sessions', 'forged', 'me', 'login', 'password'],
    code: 'app.register(fastifySession, { secret: [newest, older], cookieName })',
    attack: 'A subdomain keeps the visitors of this site signed out, with one Set-Cookie.',
    vainFix: 'A cookie parser that keeps the last: the other planted cookie comes last.',
    fix: 'Let the library see the first id whose signature holds, or none.',
    references: ['contract rule 9', 'RFC 6265bis 4.2.2'],
  },
  {
    id: 'cookies.bare-after-rotation',
    safeguard: 'quiet-keys',
    title:
      'After a rotation of keys the library signs anew in passing, and sets the signature bare.',
    server: 'cookie-session',
    patches: [
      {
        file: STYLE('cookie-session'),
        find: "quietKeys(new Keygrip(context.keys('cookie'), 'sha256'))",
        put: "new Keygrip(context.keys('cookie'), 'sha256')",
      },
    ],
    caughtBy: 'cookies.after-key-rotation',
    message: /cookies set by GET \/me/,
    code: 'cookieSession({ keys: [newest, older] })',
    attack:
      'For every visitor of the day after, the signature has no SameSite and no Secure, and reads set cookies.',
    vainFix: 'Rotating all at once, without the older key: then everybody is signed out.',
    fix: 'Accept the older key in silence, and set both cookies anew where the state is kept anyway.',
    references: ['contract rule 1', 'contract rule 2'],
  },
  {
    id: 'cookies.strangers-break-it',
    title: 'A cookie of somebody else that is not percent-encoded makes every request fail.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/config/cookies.ts',
        find: "const equals = pair.indexOf('=')",
        put: "decodeURIComponent(pair)\n    const equals = pair.indexOf('=')",
      },
    ],
    caughtBy: 'cookies.beside-strangers',
    message: /bad=%zz/,
    alsoRed: ['forged.nonsense', 'problem'],
    code: "const cookies = header.split('; ').map(decodeURIComponent)",
    attack:
      'Any page on the same host, another port too, sets bad=% and its visitors get nothing but 500 from here.',
    vainFix: 'Answering 400 in place of 500: the visitor is locked out as before.',
    fix: 'Decode the own cookie alone, and take what does not decode for no credential.',
    references: ['contract rule 9', 'ASVS 16.5.3'],
  },
  {
    id: 'cookies.one-line-only',
    title: 'Of several Cookie lines only the first is read.',
    server: 'jwt',
    patches: [
      {
        file: PRESENTED,
        find: VALUES,
        put: `const lines = request.raw.rawHeaders
  const first = lines.findIndex((line, i) => i % 2 === 0 && line.toLowerCase() === 'cookie')
  return cookieValues(first === -1 ? '' : lines[first + 1], cookieName)`,
      },
    ],
    caughtBy: 'cookies.several-header-lines',
    message: /a line for each cookie/,
    code: "const [, cookie] = rawHeaders.find(([name]) => name === 'cookie')",
    attack:
      'No attacker needed: HTTP/2 splits cookies over lines, and behind a proxy that leaves them so visitors are signed out at random.',
    vainFix: 'Fewer cookies: which one is on the first line is up to the browser.',
    fix: 'Join all Cookie lines by "; " before parsing.',
    references: ['RFC 9113 8.2.3', 'RFC 6265bis 4.2.1'],
  },
]
