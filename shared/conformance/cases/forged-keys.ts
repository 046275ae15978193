import { createHmac } from 'node:crypto'
import { decodeJwt, encodeUnsignedJwt, percentDecoded } from '../../visitor/credential.ts'
import type { ConformanceCase } from '../case.ts'
import type { CaseContext } from '../context.ts'
import { type Carried, carried, expectAbsent } from '../forgery.ts'

/** Secrets out of tutorials, READMEs and default configurations. */
const PUBLISHED_SECRETS = [
  'secret',
  'fac17',
  'keyboard cat',
  'changeme',
  'your-256-bit-secret',
  'a-string-secret-at-least-256-bits-long',
  'shhhhh',
  'key1',
  'key2',
  'supersecret',
  'a secret with minimum length of 32 characters',
  'cNaoPYAwF60HZJzkcNaoPYAwF60HZJzk',
  'development-only-secret-development-only',
]

async function carriedJwts(context: CaseContext): Promise<Carried[]> {
  const jwts = (await carried(context)).filter(({ value }) => decodeJwt(value) !== undefined)
  if (jwts.length === 0) context.notApplicable('no part of the credential is a JWT')
  return jwts
}

export const forgedKeysCases: readonly ConformanceCase[] = [
  {
    id: 'forged.algorithm-none',
    requirement: 'A JWT without a signature is no credential, however "none" is spelled.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.2', 'RFC 8725 3.1', 'RFC 8725 3.2'],
    run: async (context) => {
      for (const part of await carriedJwts(context)) {
        const jwt = decodeJwt(part.value)
        const forgeries = ['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg) => {
          const unsigned = encodeUnsignedJwt({ ...jwt?.header, alg }, jwt?.claims ?? {})
          return [`${unsigned}.`, unsigned, `${unsigned}.${jwt?.signature}`].map((value) => {
            return { how: `with the algorithm "${alg}"`, value }
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
      for (const part of await carriedJwts(context)) {
        const jwt = decodeJwt(part.value)
        const changes = { exp: 4_102_444_800, sub: 'bob', role: 'admin' }
        const forgeries = Object.entries(changes).map(([name, value]) => {
          const claims = { ...jwt?.claims, [name]: value }
          const unsigned = encodeUnsignedJwt(jwt?.header ?? {}, claims)
          return { how: `with ${name} changed`, value: `${unsigned}.${jwt?.signature}` }
        })
        await expectAbsent(context, part, forgeries)
      }
    },
  },
  {
    id: 'forged.key-from-header',
    requirement: 'A key that a JWT brings in its own header is not trusted.',
    level: 'MUST',
    references: ['contract rule 5', 'ASVS 9.1.3', 'RFC 8725 3.10'],
    run: async (context) => {
      const key = Buffer.from('a key that the attacker chose itself')
      const jwk = { kty: 'oct', k: key.toString('base64url') }
      for (const part of await carriedJwts(context)) {
        const jwt = decodeJwt(part.value)
        const header = { ...jwt?.header, alg: 'HS256' }
        const headers = [
          { ...header, jwk },
          { ...header, kid: '../../../../dev/null' },
          { ...header, jku: 'http://127.0.0.1:9/keys.json' },
        ]
        const forgeries = headers.map((each) => {
          const secret = 'kid' in each && !('jwk' in each) && !('jku' in each) ? '' : key
          return { how: 'with a key of its own', value: signed(each, jwt?.claims ?? {}, secret) }
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
      const { createPublicKey } = await import('node:crypto')
      const keys = (published.member('keys') ?? []) as import('node:crypto').JsonWebKey[]
      const secrets = keys.flatMap((key) => {
        const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
        return [pem.toString(), pem.toString().trim(), JSON.stringify(key)]
      })
      for (const part of jwts) {
        const jwt = decodeJwt(part.value)
        const forgeries = secrets.map((secret) => ({
          how: 'signed with the public key as secret',
          value: signed({ ...jwt?.header, alg: 'HS256' }, jwt?.claims ?? {}, secret),
        }))
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
      const es256 = jwts.filter(({ value }) => decodeJwt(value)?.header.alg === 'ES256')
      if (es256.length === 0) context.notApplicable('no part of the credential is signed by ES256')
      for (const part of es256) {
        const value = `${inputOf(part.value)}.${twinOf(decodeJwt(part.value)?.signature ?? '')}`
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
      const cookies = parts.filter(({ name }) => name.startsWith('the cookie '))
      for (const part of parts) {
        const jwt = decodeJwt(part.value)
        for (const secret of ['', ...PUBLISHED_SECRETS]) {
          const guess = jwt
            ? createHmac(hashOf(jwt.header.alg), secret)
                .update(inputOf(part.value))
                .digest('base64url')
            : undefined
          const hit = guess === jwt?.signature && guess !== undefined
          context.expect.that(!hit, part.name, 'a secret key', `signed with "${secret}"`)
        }
      }
      for (const hit of signaturesBetween(cookies)) {
        context.expect.that(false, hit.name, 'a secret key', `signed with "${hit.secret}"`)
      }
    },
  },
]

/** The order n of the curve P-256 (FIPS 186-5, SP 800-186 3.2.1.3). */
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** Where (r, s) is a signature by ECDSA, (r, n - s) is one too. */
function twinOf(signature: string): string {
  const hex = Buffer.from(signature, 'base64url').toString('hex')
  const twin = P256_ORDER - BigInt(`0x${hex.slice(64)}`)
  return Buffer.from(hex.slice(0, 64) + twin.toString(16).padStart(64, '0'), 'hex').toString(
    'base64url',
  )
}

function hashOf(alg: unknown): string {
  return `sha${/^(?:HS|RS|PS|ES)(256|384|512)$/.exec(String(alg))?.[1] ?? '256'}`
}

function inputOf(jwt: string): string {
  return jwt.slice(0, jwt.lastIndexOf('.'))
}

function signed(header: object, claims: object, secret: string | Buffer): string {
  const input = encodeUnsignedJwt(header, claims)
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

/** Published secrets under which one cookie signs another, as `name=value` or by value alone. */
function signaturesBetween(cookies: readonly Carried[]): { name: string; secret: string }[] {
  const pairs = cookies.map(({ name, value }) => {
    return { name: name.replace('the cookie ', ''), value: percentDecoded(value) }
  })
  const digests = (text: string, secret: string) => {
    return ['sha1', 'sha256'].map((hash) => {
      return createHmac(hash, secret).update(text).digest('base64url')
    })
  }
  return ['', ...PUBLISHED_SECRETS].flatMap((secret) => {
    const hits = pairs.filter(({ name, value }) => {
      const dot = value.lastIndexOf('.')
      const inside = digests(value.slice(0, dot), secret)
      const beside = digests(`${name}=${value}`, secret)
      const signature = value
        .slice(dot + 1)
        .replaceAll('+', '-')
        .replaceAll('/', '_')
      const others = pairs.map((pair) => pair.value)
      return inside.includes(signature.replace(/=+$/, '')) || beside.some((d) => others.includes(d))
    })
    return hits.map(({ name }) => ({ name: `the cookie ${name}`, secret }))
  })
}
