import { createHmac } from 'node:crypto'
import { percentDecoded } from '../../visitor/credential.ts'
import type { Pair } from './cookies.ts'

/**
 * Keys that stand in tutorials, documentation and answers, and what becomes of a setting that is not
 * set: whoever forges tries them first.
 */
const PUBLISHED = [
  ...['', 'undefined', 'null', '[object Object]', 'default', 'none', 'dev', 'development', 'test'],
  ...['secret', 'Secret', 'SECRET', 'mysecret', 'my-secret', 'my secret', 'my_secret', 'topsecret'],
  ...['secretkey', 'secret-key', 'secret_key', 'secretKey', 'supersecret', 'super-secret', 'cats'],
  ...['super secret', 'supersecretkey', 'super_secret', 'super-secret-key', 'secret123', 'secret1'],
  ...['keyboard cat', 'keyboardcat', 'keyboard_cat', 'shhhhh', 'shhh', 'shhhhhhh', 'ssshhhhh'],
  ...['foo', 'bar', 'key', 'key1', 'key2', 'key 1', 'key 2', 'fac17', 'a secret', 'some secret'],
  ...['session secret', 'session-secret', 'session_secret', 'sessionsecret', 'cookie-secret'],
  ...['your-256-bit-secret', 'your-384-bit-secret', 'your-512-bit-secret', 'your_jwt_secret'],
  ...['a-string-secret-at-least-256-bits-long', 'your-secret-key', 'your secret', 'your-secret'],
  ...['yoursecretkey', 'your_secret_key', 'jwt_secret', 'jwt-secret', 'jwtsecret', 'jwtSecret'],
  ...['JWT_SECRET', 'SESSION_SECRET', 'SECRET_KEY', 'jwt', 'token', 'access_token_secret'],
  ...['changeme', 'change-me', 'change_me', 'changeit', 'replace-me', 'insecure', 'not-secret'],
  ...['password', 'passw0rd', '123456', '12345', '1234', 'abc123', 'qwerty', 'admin', 'whatever'],
  ...[
    'thisismysecret',
    'this is a secret',
    'thisisasecret',
    'this-is-a-secret',
    'hello',
    'example',
  ],
  ...[
    'very secret',
    'verysecret',
    'somesecret',
    'some-secret',
    'random',
    'randomsecret',
    'hmackey',
  ],
  ...['a secret with minimum length of 32 characters', 'cNaoPYAwF60HZJzkcNaoPYAwF60HZJzk'],
  ...['development-only-secret-development-only', 'learn node', 'my-secret-key', 'my_secret_key'],
]

const ALGORITHMS = ['sha256', 'sha1', 'sha384', 'sha512']

/** Something signed, and what could be its signature. */
interface Signed {
  readonly text: string
  readonly signature: string
}

/** The published key that signs this credential; undefined where none of the list does. */
export function publishedKeyOf(pairs: readonly Pair[]): string | undefined {
  const candidates = pairs.flatMap((pair) => [
    ...withinValue(pair),
    ...inCookieOfItsOwn(pair, pairs),
  ])
  return PUBLISHED.find((key) => {
    return candidates.some(({ text, signature }) => {
      return ALGORITHMS.some((algorithm) => {
        const digest = createHmac(algorithm, key).update(text).digest()
        return digest.toString('base64url') === plain(signature) || isHex(digest, signature)
      })
    })
  })
}

function isHex(digest: Buffer, signature: string): boolean {
  return digest.toString('hex') === signature.toLowerCase()
}

/** `text.signature`, as in a JWT or a signed id; express-session writes `s:` before it. */
function withinValue({ value }: Pair): Signed[] {
  const decoded = percentDecoded(value)
  const dot = decoded.lastIndexOf('.')
  if (dot < 1) return []
  const [text, signature] = [decoded.slice(0, dot), decoded.slice(dot + 1)]
  return [
    { text, signature },
    { text: text.replace(/^s:/, ''), signature },
  ]
}

/** `name.sig` beside `name`, as keygrip does: what is signed is `name=value`, or the value alone. */
function inCookieOfItsOwn({ name, value }: Pair, pairs: readonly Pair[]): Signed[] {
  const signature = pairs.find((pair) => pair.name === `${name}.sig`)?.value
  if (signature === undefined) return []
  return [`${name}=${value}`, value].map((text) => ({ text, signature }))
}

/** One spelling for both alphabets of base64, padded or not. */
function plain(signature: string): string {
  return signature.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
