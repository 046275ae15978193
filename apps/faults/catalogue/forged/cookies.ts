/** State in a cookie whose signature is not there, not compared whole, or not of this cookie. */
import type { Fault } from '../../fault.ts'

const STYLE = 'apps/cookie-session/style.ts'
const PAIR = 'apps/cookie-session/workarounds/verified-pair.ts'
const QUIET = 'apps/cookie-session/workarounds/quiet-keys.ts'
const VERIFIED = 'isEqual(keys.sign(data), digest) || keys.verify(data, digest)'

export const forgedCookieFaults: readonly Fault[] = [
  {
    id: 'forged.cookie-signature-optional',
    title: 'Without its .sig cookie the state is believed.',
    server: 'cookie-session',
    patches: [
      {
        file: PAIR,
        find: 'for (const signature of signatures) {',
        put: "for (const signature of signatures.length > 0 ? signatures : [keys.sign(name + '=' + value)]) {",
      },
    ],
    caughtBy: 'forged.missing-cookie',
    message: /without the cookie remember-cookie-session\.sig: expected status 401, saw status 200/,
    alsoRed: ['forged'],
    code: "const sig = req.cookies['session.sig']\nif (sig && !keys.verify(value, sig)) return refuse()",
    attack: 'Sends the state alone, as whoever they like.',
    vainFix: 'Logging when a signature is missing: it is missing for every stranger too.',
    fix: 'No signature is a wrong signature.',
    references: ['ASVS 9.1.1', 'contract rule 5'],
  },
  {
    id: 'forged.cookie-unsigned',
    title: 'The state is in a cookie in base64, and nothing is signed.',
    server: 'cookie-session',
    patches: [
      { file: STYLE, find: 'onlyVerifiedPair(name, keys)', put: '({ headers }) => headers.cookie' },
      { file: STYLE, find: 'cookies: [name, signatureName],', put: 'cookies: [name],' },
      {
        file: STYLE,
        find: 'cookieSession({ name, keys, ...attributes })',
        put: 'cookieSession({ name, signed: false, ...attributes })',
      },
    ],
    caughtBy: 'forged.state-changed',
    message: /with \S+ changed: expected status 401, saw status 200/,
    alsoRed: ['real-key', 'cookies.duplicate-bad-first'],
    code: "res.cookie('session', Buffer.from(JSON.stringify(session)).toString('base64'))",
    attack: 'Decodes it, writes "role":"admin", encodes it.',
    vainFix:
      'Encrypting without authenticating: a flipped bit is another state, and nobody notices.',
    fix: 'A signature over name and value (or authenticated encryption), compared before anything is read.',
    references: ['ASVS 9.1.1', 'contract rule 5'],
  },
  {
    id: 'forged.cookie-signature-by-prefix',
    title: 'Of the signature only as much is compared as was sent.',
    server: 'cookie-session',
    patches: [
      {
        file: QUIET,
        find: VERIFIED,
        put: 'keys.sign(data).startsWith(digest)',
      },
    ],
    caughtBy: 'forged.cut',
    message: /\.sig, last character cut off: expected status 401, saw status 200/,
    alsoRed: ['forged'],
    code: 'for (let i = 0; i < given.length; i++) if (given[i] !== expected[i]) return false\nreturn true',
    attack: 'Sends one character of a signature: one guess in 64 is right.',
    vainFix: 'A minimum of eight characters: that is 48 bits instead of 256.',
    fix: 'crypto.timingSafeEqual, after the lengths are seen to be equal.',
    references: ['ASVS 11.2.4', 'contract rule 5'],
  },
  {
    id: 'forged.cookie-name-signed-alone',
    title: 'The signature is over the name of the cookie, and holds for every value.',
    server: 'cookie-session',
    patches: [
      {
        file: QUIET,
        find: 'sign: (data) => keys.sign(data),',
        put: "sign: (data) => keys.sign(data.split('=')[0]),",
      },
      {
        file: QUIET,
        find: VERIFIED,
        put: "keys.verify(data.split('=')[0] ?? '', digest)",
      },
    ],
    caughtBy: 'forged.spliced',
    message: /parts of two credentials: expected status 401, saw status 200/,
    alsoRed: ['real-key', 'cookies.duplicate-bad-first'],
    code: "const [data] = cookie.split('=')\nreturn keys.verify(data, sig)",
    attack: 'Keeps the signature of any visit of their own, and writes any state beside it.',
    vainFix: 'A longer key.',
    fix: 'What is signed is all of it: the name, the value, and what it is for.',
    references: ['ASVS 9.1.1', 'RFC 6265bis 8.4'],
  },
  {
    id: 'forged.cookie-compared-without-case',
    title: 'Signatures are compared without regard to case.',
    server: 'cookie-session',
    patches: [
      {
        file: QUIET,
        find: VERIFIED,
        put: 'keys.sign(data).toLowerCase() === digest.toLowerCase()',
      },
    ],
    caughtBy: 'forged.re-encoded',
    message: /in the other case: expected status 401, saw status 200/,
    code: 'SELECT 1 FROM sessions WHERE signature = ? -- a collation without case',
    attack:
      'Sends a revoked credential in capitals: a list of revoked texts does not know it. And guesses have fewer bits to find.',
    vainFix: 'Hexadecimal instead of base64: a decoder takes both cases of it as well.',
    fix: 'One spelling, compared byte by byte; in a database a binary collation.',
    references: ['contract rule 5', 'RFC 4648 3.5'],
  },
  {
    id: 'forged.cookie-published-key',
    title: 'The key is the one of the tutorial.',
    server: 'cookie-session',
    patches: [{ file: STYLE, find: "context.keys('cookie')", put: "['keyboard cat']" }],
    caughtBy: 'forged.published-secret',
    message: /signed with "keyboard cat"/,
    code: "app.use(session({ secret: 'keyboard cat' }))",
    attack:
      'Tries a list of some hundred words against one cookie, at home, and is done in a second.',
    vainFix: "A word of one's own: whatever a person can remember is on a longer list.",
    fix: '32 random bytes, made by a machine, kept out of the code, and asked for at start.',
    references: ['ASVS 13.3.1', 'ASVS 7.2.2'],
  },
  {
    id: 'forged.cookie-older-hash-accepted',
    title: 'Signatures by SHA-1 of the same key are still taken.',
    server: 'cookie-session',
    patches: [
      {
        file: STYLE,
        find: "const keys = quietKeys(new Keygrip(context.keys('cookie'), 'sha256'))",
        put: "const older = new Keygrip(context.keys('cookie'))\n  const newer = new Keygrip(context.keys('cookie'), 'sha256')\n  const keys = quietKeys({ ...newer, sign: newer.sign, index: newer.index, verify: (data, digest) => newer.verify(data, digest) || older.verify(data, digest) })",
      },
    ],
    caughtBy: 'real-key.cookie-for-another-name',
    message: /signed by sha1/,
    code: 'const ok = sha256.verify(data, sig) || sha1.verify(data, sig) // until all have moved on',
    attack:
      'A weaker algorithm that is only read is as good as one that is written: forgers choose it.',
    vainFix: 'Signing anew on each visit: forgers do not come by for that.',
    fix: 'A new algorithm goes with a new key, and the old key has a date on which it is dropped.',
    references: ['ASVS 9.1.2', 'RFC 8725 3.1'],
  },
  {
    id: 'forged.cookie-no-end',
    safeguard: 'state-end',
    title: 'The server never looks how old a signed cookie is.',
    server: 'cookie-session',
    patches: [
      {
        file: STYLE,
        find: 'const lives = (state.expiresAt ?? 0) > Date.now() // the library never looks at the time',
        put: 'const lives = state.expiresAt !== undefined',
      },
    ],
    caughtBy: 'real-key.expired-cookie',
    message: /every time in it long ago: expected status 401, saw status 200/,
    code: 'cookieSession({ name, keys, maxAge: 30 * 60 * 1000 })',
    attack:
      'Uses a cookie out of an old backup of a browser: maxAge is advice to the one who keeps it.',
    vainFix: 'A shorter maxAge: it is the browser that forgets, and a thief does not.',
    fix: "The end stands in what is signed, and is compared with the server's clock.",
    references: ['ASVS 7.3.1', 'contract rule 6'],
  },
  {
    id: 'forged.cookie-shape-trusted',
    title: 'A cookie that verifies is believed to have the shape of today.',
    server: 'cookie-session',
    patches: [
      {
        file: 'shared/app/build-app.ts',
        find: 'wholeState(await style.recall(request))',
        put: 'await style.recall(request)',
      },
    ],
    caughtBy: 'real-key.cookie-with-odd-content',
    message: /expected no 5xx, saw 500/,
    code: 'req.session.notes.push(note)',
    attack: 'None is needed: an update of the server turns the cookies of last week into errors.',
    vainFix: 'req.session.notes ??= []: the next member, the next error.',
    fix: 'What comes back is checked as a whole; what no longer fits is a stranger.',
    references: ['ASVS 16.5.3', 'contract rule 5'],
  },
]
