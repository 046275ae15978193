/** The tools of a forger: what they make has to be as good as they say, or a case shows nothing. */
import { createHash, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import jwt from 'jsonwebtoken'
import t from 'tap'
import { signWith } from '../../../shared/conformance/brought/signing-key.ts'
import { madeFrom } from '../../../shared/conformance/help/entropy.ts'
import { foreignKeys, servingKeys } from '../../../shared/conformance/help/foreign-keys.ts'
import { lowerOf, twinOf } from '../../../shared/conformance/help/p256.ts'
import { leavesOf, statesIn, withLeaf } from '../../../shared/conformance/help/readable-state.ts'
import { timeMs } from '../../../shared/conformance/help/signed-state.ts'
import { alteredParts, cut, reEncoded } from '../../../shared/visitor/credential.ts'

t.test("a foreign key's token verifies with what it brings along", async (t) => {
  for (const { alg, jwk, certificate, token } of await foreignKeys()) {
    const algorithms = [alg as jwt.Algorithm]
    const forged = token({ typ: 'JWT' }, { sub: 'alice' })
    const key =
      jwk.kty === 'oct'
        ? Buffer.from(String(jwk.k), 'base64url')
        : createPublicKey({ key: jwk, format: 'jwk' })
    t.match(jwt.verify(forged, key, { algorithms }), { sub: 'alice' }, `${alg} by its JWK`)
    if (certificate === undefined) continue
    const x509 = new X509Certificate(certificate)
    t.ok(x509.verify(x509.publicKey), `${alg}: the certificate is signed with its own key`)
    t.match(jwt.verify(forged, x509.publicKey, { algorithms }), { sub: 'alice' }, `${alg} by x5c`)
  }
})

t.test('an address hands out the same keys, and counts who asks', async (t) => {
  const keys = await foreignKeys()
  await servingKeys(keys, async ({ keySet, certificateOf, requests }) => {
    const answer = (await (await fetch(keySet)).json()) as { keys: { kid: string }[] }
    const kids = keys.map(({ kid }) => kid)
    t.strictSame(
      answer.keys.map(({ kid }) => kid),
      kids,
    )
    for (const key of keys.filter(({ certificate }) => certificate !== undefined)) {
      const pem = await (await fetch(certificateOf(key))).text()
      t.ok(new X509Certificate(pem).publicKey, `certificate of ${key.alg}`)
    }
    t.equal(requests(), 3)
  })
})

t.test('an RSA key signs by PKCS #1 and by PSS, an elliptic one the lower twin', async (t) => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const input = `${encoded({ alg: 'PS384' })}.${encoded({ sub: 'alice' })}`
  const token = `${input}.${signWith('sha384', rsa.privateKey, 'pss')(input)}`
  t.match(jwt.verify(token, rsa.publicKey, { algorithms: ['PS384'] }), { sub: 'alice' })
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  for (let count = 0; count < 8; count += 1) {
    const signature = Buffer.from(signWith('sha256', elliptic.privateKey)('text'), 'base64url')
    t.strictSame(lowerOf(signature), signature)
    t.strictSame(twinOf(twinOf(signature)), signature)
  }
})

t.test('a readable state is found and changed in place, in whatever it is encoded', async (t) => {
  const state = { visits: 3, notes: [['a', 'b']], user: { name: 'alice', admin: false } }
  const json = JSON.stringify(state)
  for (const value of [
    Buffer.from(json).toString('base64'),
    encodeURIComponent(`j:${json}`),
    `${Buffer.from(json).toString('base64url')}.c2ln`,
  ]) {
    const [found] = statesIn(value)
    t.strictSame(found?.state, state)
    const changed = withLeaf(state, 'user.admin', true)
    t.strictSame(statesIn(found?.with(changed) ?? '')[0]?.state, changed)
  }
  t.strictSame(statesIn('s%3AoPaQue.sig'), [])
  const paths = leavesOf(state).map(({ path }) => path)
  t.strictSame(paths, ['visits', 'notes.0.0', 'notes.0.1', 'user.name', 'user.admin'])
})

t.test('what is made of a number, a clock or a name is told from chance', async (t) => {
  const now = Date.now()
  const when = { username: 'alice', fromMs: now - 50, untilMs: now + 50 }
  const hashed = (name: string, text: string) => createHash(name).update(text).digest('hex')
  t.equal(madeFrom(hashed('md5', '42'), when), '42')
  t.equal(madeFrom(hashed('sha1', String(now)), when), String(now))
  t.equal(madeFrom(hashed('sha256', `alice${now}`), when), `alice${now}`)
  t.equal(madeFrom(hashed('md5', 'chance'), when), undefined)
  t.equal(timeMs(now), now)
  t.equal(timeMs(Math.floor(now / 1000)), Math.floor(now / 1000) * 1000)
  t.equal(timeMs(7), undefined)
})

t.test('each tampered value differs, and keeps to what it is', async (t) => {
  const value = 'eyJhIjoxfQ.eyJiIjoyfQ.c2lnbmF0dXJl'
  for (const each of [...alteredParts(value), ...cut(value), ...reEncoded(value)]) {
    t.not(each.value, value, each.how)
  }
  for (const each of alteredParts('1795620791151').slice(0, 3)) {
    t.match(each.value, /^\d{13}$/, `a number stays one: ${each.how}`)
  }
})

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
