import { sign, verify } from 'node:crypto'
import jwt from 'jsonwebtoken'
import t from 'tap'
import { derive, sha256, tokenKey } from '../../../shared/config/keys.ts'
import { STYLES } from '../../../shared/styles.ts'

const SECRET = 'a secret of thirty-two bytes or more'
const PURPOSES = ['cookie', 'session id', 'token HS256', 'token ES256', 'kid HS256', 'kid ES256']

t.test('no two styles, purposes or secrets share a key', async (t) => {
  const keys = [SECRET, `${SECRET}.`].flatMap((secret) =>
    STYLES.flatMap((style) => PURPOSES.map((purpose) => derive(secret, style, purpose))),
  )
  const texts = keys.map((key) => key.toString('hex'))
  t.equal(new Set(texts).size, 2 * STYLES.length * PURPOSES.length)
  for (const key of keys) t.equal(key.length, 32)
})

t.test('a style and a purpose can not be read as another style and purpose', async (t) => {
  t.notSame(derive(SECRET, 'jwt', 'a'), derive(SECRET, 'jw', 'ta'))
})

t.test('keys are made the same on every instance', async (t) => {
  t.strictSame(derive(SECRET, 'jwt', 'cookie'), derive(SECRET, 'jwt', 'cookie'))
  // By another implementation of HKDF (Python's hmac). A change signs every visitor out.
  t.equal(
    derive(SECRET, 'jwt', 'token HS256').toString('hex'),
    'cb3541a17817a789849ee4f8141c37f00cf26626adbdac5035b37eae9c9bca32',
  )
})

t.test('an HS256 key signs what it verifies, and is not published', async (t) => {
  const key = tokenKey(SECRET, 'jwt', 'HS256')
  const token = jwt.sign({ a: 1 }, key.signing, { algorithm: 'HS256' })
  t.match(jwt.verify(token, key.verifying, { algorithms: ['HS256'] }), { a: 1 })
  t.equal(key.published, undefined)
})

t.test('an ES256 key is a P-256 key, the same each time', async (t) => {
  const [key, again] = [tokenKey(SECRET, 'jwt', 'ES256'), tokenKey(SECRET, 'jwt', 'ES256')]
  t.equal(key.signing.asymmetricKeyType, 'ec')
  t.equal(key.signing.asymmetricKeyDetails?.namedCurve, 'prime256v1')
  t.equal(key.signing.type, 'private')
  t.equal(key.verifying.type, 'public')
  t.strictSame(key.published, again.published)
  t.ok(key.verifying.equals(again.verifying))
  const data = Buffer.from('data')
  t.ok(verify('sha256', data, again.verifying, sign('sha256', data, key.signing)))
})

t.test('every secret makes a usable ES256 key', async (t) => {
  for (let i = 0; i < 50; i += 1) {
    const { signing, verifying } = tokenKey(`${SECRET} ${i}`, 'jwt', 'ES256')
    const token = jwt.sign({ i }, signing, { algorithm: 'ES256' })
    t.match(jwt.verify(token, verifying, { algorithms: ['ES256'] }), { i }, `secret ${i}`)
  }
})

t.test('what is published is the public half alone', async (t) => {
  const { published, kid } = tokenKey(SECRET, 'jwt', 'ES256')
  t.match(published, { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid })
  const members = Object.keys(published ?? {}).sort()
  t.strictSame(members, ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'], 'no d')
})

t.test('a kid names one key, and tells nothing of it', async (t) => {
  const keys = [SECRET, `${SECRET}.`].flatMap((secret) =>
    (['HS256', 'ES256'] as const).map((algorithm) => tokenKey(secret, 'jwt', algorithm)),
  )
  t.equal(new Set(keys.map(({ kid }) => kid)).size, keys.length)
  for (const { kid, signing } of keys) {
    t.match(kid, /^[\w-]{12}$/)
    const jwk = signing.export({ format: 'jwk' })
    for (const part of [jwk.k, jwk.d]) t.notOk(part?.includes(kid), 'no part of the key')
  }
})

t.test('sha256 is SHA-256 as base64url', async (t) => {
  t.equal(sha256('abc'), 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
})
