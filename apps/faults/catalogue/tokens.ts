/** JWTs that are taken for good though nobody signed them, or anybody could. */
import type { Fault, Patch } from '../fault.ts'

const STYLE = 'apps/jwt/style.ts'
const VERIFY = 'jwt.verify(token, key.verifying, { ...expected, complete: true })'
const DECODE = 'jwt.decode(token, { complete: true })'
const ES256 = { JWT_ALGORITHM: 'ES256' }

const verifying = (put: string): Patch => ({ file: STYLE, find: VERIFY, put })

export const tokenFaults: readonly Fault[] = [
  {
    id: 'tokens.decoded-not-verified',
    title: 'The token is decoded, and its signature never looked at.',
    server: 'jwt',
    patches: [verifying(DECODE)],
    caughtBy: 'forged.claims-changed',
    message: /with \w+ changed: expected status 401, saw status 200/,
    alsoRed: ['real-key'],
    code: 'const claims = jwt.decode(token)\nif (!claims) return res.sendStatus(401)\nreq.user = claims.sub',
    attack:
      'Takes the token apart, writes another name and role into it, encodes it again: base64 is no seal.',
    vainFix:
      'Checking exp and sub of what decode gives: whoever writes the claims writes these too.',
    fix: 'jwt.verify, and nothing read from what it refuses. decode only picks a key.',
    references: ['ASVS 9.1.1', 'RFC 8725 3.3', 'contract rule 5'],
  },
  {
    id: 'tokens.none-accepted',
    title: 'The token names its own algorithm, "none" among them.',
    server: 'jwt',
    patches: [verifying(`${DECODE}?.header.alg === 'none' ? ${DECODE} : ${VERIFY}`)],
    caughtBy: 'forged.algorithm-none',
    message: /the algorithm "none": expected status 401, saw status 200/,
    code: "const { alg } = header\njws.verify(token, alg, alg === 'none' ? '' : SECRET)",
    attack: 'Writes alg none and leaves the signature out. The claims are whatever one likes.',
    vainFix:
      'Refusing tokens whose signature is empty: with alg none nobody reads it, so any will do.',
    fix: 'The verifier names the one algorithm it uses; the header has no say in it.',
    references: ['ASVS 9.1.2', 'RFC 8725 3.1', 'RFC 8725 3.2'],
  },
  {
    id: 'tokens.none-in-other-spelling',
    title: 'A list of forbidden algorithms holds "none", but not "None".',
    server: 'jwt',
    patches: [
      verifying(
        `/^none$/i.test(${DECODE}?.header.alg ?? '') && ${DECODE}?.header.alg !== 'none' ? ${DECODE} : ${VERIFY}`,
      ),
    ],
    caughtBy: 'forged.algorithm-none',
    message: /the algorithm "None": expected status 401, saw status 200/,
    code: "if (header.alg === 'none') throw new Error('unsigned')\nconst check = algorithms[header.alg.toLowerCase()]",
    attack: 'Writes nOnE: the ban compares with case, the look-up behind it does not.',
    vainFix:
      'Adding None and NONE to the list: there are sixteen spellings, and the next look-up trims.',
    fix: "A list of what is allowed, with one entry: algorithms: ['HS256'].",
    references: ['ASVS 9.1.2', 'RFC 8725 3.1'],
  },
  {
    id: 'tokens.signature-optional',
    title: 'The signature is checked where there is one.',
    server: 'jwt',
    patches: [verifying(`token.endsWith('.') ? ${DECODE} : ${VERIFY}`)],
    caughtBy: 'forged.cut',
    message: /last part emptied: expected status 401, saw status 200/,
    alsoRed: ['forged.algorithm-none'],
    code: "const [head, body, signature] = token.split('.')\nif (signature && !valid(head, body, signature)) throw new Error('forged')",
    attack: 'Cuts the signature off and changes the rest at leisure.',
    vainFix: 'Demanding three parts: the third may be empty.',
    fix: 'No path through the verifier without a comparison; what is missing compares as wrong.',
    references: ['ASVS 9.1.1', 'RFC 7515 5.2'],
  },
  {
    id: 'tokens.public-key-as-secret',
    title: 'HMAC is allowed beside ES256, with the public key as its secret.',
    server: 'jwt',
    settings: ES256,
    patches: [
      {
        file: STYLE,
        find: "import jwt from 'jsonwebtoken'",
        put: "import jwt from 'jsonwebtoken'\nimport jws from 'jws'",
      },
      verifying(
        `jws.verify(token, ${DECODE}.header.alg, key.verifying.export({ type: 'spki', format: 'pem' })) ? ${DECODE} : ${VERIFY}`,
      ),
    ],
    caughtBy: 'forged.public-key-as-secret',
    message: /signed by HS256 with the public key as secret: expected status 401, saw status 200/,
    alsoRed: ['real-key'],
    code: 'jws.verify(token, header.alg, PUBLIC_KEY_PEM)',
    attack:
      'Signs by HS256 with the published key: the server takes the same text for an HMAC secret.',
    vainFix: 'Not publishing the key: it is public by design, and two signatures give it away.',
    fix: 'One key, one algorithm: the key is a KeyObject of its kind, and the algorithm goes with it.',
    references: ['ASVS 9.1.2', 'RFC 8725 2.1', 'RFC 8725 3.1'],
  },
  {
    id: 'tokens.key-file-by-kid',
    title: 'The key is read from a file that the kid of the token names.',
    server: 'jwt',
    patches: [
      {
        file: STYLE,
        find: 'candidate.kid === kid)',
        put: "candidate.kid === kid) ?? { verifying: createSecretKey(readFileSync(join('/srv/keys', kid))) }",
      },
      {
        file: STYLE,
        find: "import jwt from 'jsonwebtoken'",
        put: "import { createSecretKey } from 'node:crypto'\nimport jwt from 'jsonwebtoken'\nimport { readFileSync } from 'node:fs'\nimport { join } from 'node:path'",
      },
    ],
    caughtBy: 'forged.key-by-odd-id',
    message: /the kid "(\.\.\/)+(dev|proc)/,
    code: 'const key = readFileSync(join(KEYS, header.kid))\njwt.verify(token, key)',
    attack:
      'Names ../../../dev/null, or any file whose content is known, and signs with what stands in it.',
    vainFix:
      'Refusing "..": an absolute path, a symbolic link or an upload folder will do as well.',
    fix: 'A kid is looked up among the keys that were loaded at start; it is never part of a path or a query.',
    references: ['ASVS 9.1.3', 'ASVS 5.3.2', 'RFC 8725 3.10'],
  },
  {
    id: 'tokens.key-in-header',
    title: 'The key that the token brings in jwk is used to check it.',
    server: 'jwt',
    settings: ES256,
    patches: [
      {
        file: STYLE,
        find: 'candidate.kid === kid)',
        put: `candidate.kid === kid && !${DECODE}.header.jwk) ?? { verifying: createPublicKey({ key: ${DECODE}.header.jwk, format: 'jwk' }) }`,
      },
      {
        file: STYLE,
        find: "import jwt from 'jsonwebtoken'",
        put: "import { createPublicKey } from 'node:crypto'\nimport jwt from 'jsonwebtoken'",
      },
    ],
    caughtBy: 'forged.key-from-header',
    message: /a key of its own in jwk, ES256: expected status 401, saw status 200/,
    code: "const key = header.jwk ? createPublicKey({ key: header.jwk, format: 'jwk' }) : PUBLIC_KEY\njwt.verify(token, key)",
    attack: 'Makes a key pair, signs with the one half and sends the other along.',
    vainFix: 'Checking that the kid in jwk is a known one: the attacker copies it.',
    fix: 'Keys come from configuration alone; jwk, jku, x5c and x5u are not read.',
    references: ['ASVS 9.1.3', 'RFC 8725 3.10', 'RFC 7515 4.1.3'],
  },
  {
    id: 'tokens.key-from-address',
    title: 'The key set is fetched from the address that the token names in jku.',
    server: 'jwt',
    settings: ES256,
    patches: [
      { file: STYLE, find: 'const key = keys.find(', put: 'const key = given ?? keys.find(' },
      {
        file: STYLE,
        find: 'const verify = (token: string) => {',
        put: `const fetched = async (token: string) => {
    const { jku, kid } = ${DECODE}?.header ?? {}
    if (jku === undefined) return undefined
    const { keys } = await (await fetch(jku)).json()
    const key = keys.find((each) => each.kid === kid)
    return key && verify(token, { verifying: createPublicKey({ key, format: 'jwk' }) })
  }
  const verify = (token: string, given) => {`,
      },
      {
        file: STYLE,
        find: 'presentedTokens(request, name).map(verify).find(Boolean)',
        put: `{
      for (const token of presentedTokens(request, name)) {
        const state = verify(token) ?? (await fetched(token).catch(() => undefined))
        if (state !== undefined) return state
      }
    }`,
      },
      {
        file: STYLE,
        find: "import jwt from 'jsonwebtoken'",
        put: "import { createPublicKey } from 'node:crypto'\nimport jwt from 'jsonwebtoken'",
      },
    ],
    caughtBy: 'forged.key-from-address',
    message: /with jku, ES256: expected status 401, saw status 200/,
    code: 'const { keys } = await fetch(header.jku).then((answer) => answer.json())\njwt.verify(token, toKey(keys.find(({ kid }) => kid === header.kid)))',
    attack:
      'Serves a key set of their own, names its address in the token, and has the server make requests besides.',
    vainFix:
      'Allowing addresses that begin with the own origin: https://own.example.evil.example does.',
    fix: 'The address of the key set is configured; the header is not asked.',
    references: ['ASVS 9.1.3', 'ASVS 13.2.4', 'RFC 8725 3.10'],
  },
  {
    id: 'tokens.secret-undefined',
    title: 'The secret is a setting that is not set, pasted into a text: "undefined".',
    server: 'jwt',
    patches: [
      {
        file: STYLE,
        find: 'const keys = context.tokenKeys()',
        put: "const secret = createSecretKey('' + process.env.JWT_SECRET, 'utf8')\n  const keys = context.tokenKeys().map((key) => ({ ...key, signing: secret, verifying: secret }))",
      },
      {
        file: STYLE,
        find: "import jwt from 'jsonwebtoken'",
        put: "import { createSecretKey } from 'node:crypto'\nimport jwt from 'jsonwebtoken'",
      },
    ],
    caughtBy: 'forged.published-secret',
    message: /signed with "undefined"/,
    code: 'const secret = `$' + '{process.env.JWT_SECRET}`\njwt.sign(claims, secret)',
    attack: 'Tries the words of every tutorial, and the words for nothing: this one fits.',
    vainFix: "A default, process.env.JWT_SECRET ?? 'changeme': it is on the same list.",
    fix: 'A server without a secret of 32 random bytes does not start.',
    references: ['ASVS 13.3.1', 'ASVS 7.2.2', 'RFC 8725 3.5', 'RFC 7518 3.2'],
  },
  {
    id: 'tokens.twin-signature',
    safeguard: 'one-signature',
    title: 'A second signature, made from the first without the key, is as good.',
    server: 'jwt',
    settings: ES256,
    patches: [
      {
        file: STYLE,
        find: 'key === undefined || token !== oneSignature(token)',
        put: 'key === undefined',
      },
    ],
    caughtBy: 'forged.twin-signature',
    message: /\(r, n - s\) for \(r, s\): expected status 401, saw status 200/,
    code: "jwt.verify(token, publicKey, { algorithms: ['ES256'] })\nif (await denied(sha256(token))) throw new Error('revoked')",
    attack:
      'Turns s into n - s: the same token in another text, which no list of revoked texts knows.',
    vainFix:
      'Comparing the text after decoding and encoding it anew: the twin differs in its bytes.',
    fix: 'Deny by jti, never by text; and take one of the two forms alone.',
    references: ['OWASP JWT: token denylist', 'RFC 8725 2.3', 'contract rule 5'],
  },
]
