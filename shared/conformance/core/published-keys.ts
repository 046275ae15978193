import { createHmac, type Hmac } from 'node:crypto'
import { percentDecoded } from '../../visitor/credential.ts'
import type { Pair } from '../cookies.ts'

/** Keys that stand in tutorials, documentation and answers: whoever forges tries them first. */
const PUBLISHED = [
  ...['secret', 'Secret', 'SECRET', 'mysecret', 'my-secret', 'my secret', 'my_secret', 'topsecret'],
  ...['secretkey', 'secret-key', 'secret_key', 'secretKey', 'supersecret', 'super-secret'],
  ...['keyboard cat', 'keyboardcat', 'shhhhh', 'shhh', 'cats', 'foo', 'bar', 'test', 'key'],
  ...['key1', 'key2', 'key 1', 'key 2', 'fac17', 'a secret', 'some secret', 'session secret'],
  ...['your-256-bit-secret', 'your_jwt_secret', 'your-secret-key', 'your secret', 'jwt_secret'],
  ...['changeme', 'change-me', 'password', '123456', '12345', 'whatever', 'default', 'ssshhhhh'],
  ...['your-secret', 'thisismysecret', 'this is a secret', 'thisisasecret', 'abc123', 'admin'],
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
        const wanted = plain(signature)
        const make = (): Hmac => createHmac(algorithm, key).update(text)
        return plain(make().digest('base64')) === wanted || make().digest('hex') === wanted
      })
    })
  })
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

/** `name.sig` beside `name`, as keygrip does: what is signed is `name=value`. */
function inCookieOfItsOwn({ name, value }: Pair, pairs: readonly Pair[]): Signed[] {
  const signature = pairs.find((pair) => pair.name === `${name}.sig`)?.value
  return signature === undefined ? [] : [{ text: `${name}=${value}`, signature }]
}

/** One spelling for both alphabets of base64, padded or not. */
function plain(signature: string): string {
  return signature.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
