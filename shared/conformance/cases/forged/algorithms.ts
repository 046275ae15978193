import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { encodeUnsignedJwt } from '../../../visitor/credential.ts'
import type { ConformanceCase } from '../../case.ts'
import { record } from '../../help/about.ts'
import { hmacToken } from '../../help/foreign-keys.ts'
import { carried, carriedJwts, expectAbsent } from '../../help/forgery.ts'
import { twinOf } from '../../help/p256.ts'
import { publishedKeyOf } from '../../help/published-keys.ts'

const NONE_SPELLINGS = ['none', 'None', 'NONE', 'nOnE', '', null, undefined]

export const forgedKeysCases: readonly ConformanceCase[] = [
  {
    id: 'forged.algorithm-none',
    requirement: 'A JWT without a signature is no credential, however "none" is spelled.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.2', 'RFC 8725 3.1', 'RFC 8725 3.2'],
    run: async (context) => {
      for (const { part, jwt } of await carriedJwts(context)) {
        const { header, claims, signature } = jwt
        const forgeries = NONE_SPELLINGS.flatMap((alg) => {
          const how = `with the algorithm ${JSON.stringify(alg) ?? 'left out'}`
          const unsigned = encodeUnsignedJwt({ ...header, alg }, claims)
          const bare = encodeUnsignedJwt({ alg, typ: 'JWT' }, claims)
          return [`${unsigned}.`, unsigned, `${unsigned}.${signature}`, `${bare}.`].map((value) => {
            return { how, value }
          })
        })
        await expectAbsent(context, part, forgeries)
      }
    },
  },
  {
    id: 'forged.claims-changed',
    requirement: 'A JWT whose claims were changed under the old signature is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.1'],
    run: async (context) => {
      for (const { part, jwt } of await carriedJwts(context)) {
        const changes = { exp: 4_102_444_800, sub: 'bob', role: 'admin' }
        const forgeries = Object.entries(changes).map(([name, value]) => {
          const claims = { ...jwt.claims, [name]: value }
          const unsigned = encodeUnsignedJwt(jwt.header, claims)
          return { how: `with ${name} changed`, value: `${unsigned}.${jwt.signature}` }
        })
        await expectAbsent(context, part, forgeries)
      }
    },
  },
  {
    id: 'forged.public-key-as-secret',
    requirement: 'A JWT signed by HMAC with the published public key as secret is no credential.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.2', 'RFC 8725 2.1'],
    run: async (context) => {
      const jwts = await carriedJwts(context)
      const published = await context.visitor().get('/.well-known/jwks.json')
      if (published.status !== 200) context.notApplicable('the server publishes no keys')
      const keys = published.member('keys')
      context.given.that(Array.isArray(keys), 'keys', 'a list', keys)
      const secrets = [published.body, ...(keys as unknown[]).flatMap(spellingsOf)]
      for (const { part, jwt } of jwts) {
        const forgeries = secrets.flatMap((secret) => {
          return [256, 384, 512].map((bits) => ({
            how: `signed by HS${bits} with the public key as secret`,
            value: hmacToken(jwt.header, jwt.claims, secret, bits),
          }))
        })
        await expectAbsent(context, part, forgeries)
      }
    },
  },
  {
    id: 'forged.twin-signature',
    requirement: 'The other signature that ECDSA admits, made without the key, is no credential.',
    level: 'SHOULD',
    references: ['contract rule 5', 'OWASP JWT: token denylist'],
    run: async (context) => {
      const jwts = await carriedJwts(context)
      const es256 = jwts.filter(({ jwt }) => jwt.header.alg === 'ES256')
      if (es256.length === 0) context.notApplicable('no part of the credential is signed by ES256')
      for (const { part, jwt } of es256) {
        const input = part.value.slice(0, part.value.lastIndexOf('.'))
        const signature = Buffer.from(jwt.signature, 'base64url')
        context.given.equal(signature.length, 64, 'octets of a signature by ES256 (RFC 7518 3.4)')
        const twin = twinOf(signature)
        const value = `${input}.${twin.toString('base64url')}`
        await expectAbsent(context, part, [{ how: 'with (r, n - s) for (r, s)', value }])
      }
    },
  },
  {
    id: 'forged.published-secret',
    requirement: 'The key is none that a tutorial has published, and not empty.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 7.2.2', 'ASVS 13.3.1', 'RFC 8725 3.5'],
    run: async (context) => {
      const parts = await carried(context)
      const pairs = parts.map(({ name, cookieName, value }) => ({
        name: cookieName ?? name,
        value,
      }))
      const key = publishedKeyOf(pairs)
      const seen = `signed with ${JSON.stringify(key)}: anybody can make one`
      context.expect.that(key === undefined, 'the credential', 'a key that is secret', seen)
    },
  },
]

/** The forms in which programs hand a public key on, any of which may end up as an HMAC's secret. */
function spellingsOf(jwk: unknown): (string | Buffer)[] {
  const key = record(jwk) as JsonWebKey | undefined
  if (key === undefined) return []
  if (!['RSA', 'EC', 'OKP'].includes(key.kty ?? '')) return [] // none that has a public half
  const publicKey = publicKeyOf(key)
  if (publicKey === undefined) return []
  const types = key.kty === 'RSA' ? (['spki', 'pkcs1'] as const) : (['spki'] as const)
  const pems = types.map((type) => publicKey.export({ type, format: 'pem' }).toString())
  return [
    ...pems.flatMap((pem) => [pem, pem.trim()]),
    publicKey.export({ type: 'spki', format: 'der' }),
    JSON.stringify(key),
    ...[key.n, key.x].flatMap((member) => member ?? []),
  ]
}

/** What is no key is not the concern of these cases but of the group jwks. */
function publicKeyOf(key: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return undefined
  }
}
