/** Keys that an attacker makes, for tokens that bring their own key or tell where it is. */
import { createHmac, generateKeyPair, type JsonWebKey, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { encodeUnsignedJwt } from '../../visitor/credential.ts'
import { ownCertificate } from './own-certificate.ts'
import { lowerOf } from './p256.ts'

interface ForeignKey {
  readonly kid: string
  readonly alg: string
  /** The public half, or the secret itself, as a JWK (RFC 7517). */
  readonly jwk: JsonWebKey
  /** DER, where a certificate can be made of it. */
  readonly certificate: Buffer | undefined
  /** A whole token with this header, in which `alg` is the key's own. */
  readonly token: (header: object, claims: unknown) => string
}

const generate = promisify(generateKeyPair)
let made: Promise<readonly ForeignKey[]> | undefined

/** One for each kind of algorithm that a server may use: ES256, RS256, HS256. */
export function foreignKeys(): Promise<readonly ForeignKey[]> {
  made ??= make()
  return made
}

async function make(): Promise<readonly ForeignKey[]> {
  const elliptic = await generate('ec', { namedCurve: 'P-256' })
  const rsa = await generate('rsa', { modulusLength: 2048 })
  const secret = Buffer.from('a key that the attacker chose itself')
  const k = secret.toString('base64url')
  return [
    foreignKey('ES256', elliptic.publicKey.export({ format: 'jwk' }), signer(elliptic.privateKey)),
    foreignKey('RS256', rsa.publicKey.export({ format: 'jwk' }), signer(rsa.privateKey)),
    foreignKey('HS256', { kty: 'oct', k }, { sign: (input) => hmac(secret, input) }),
  ]
}

interface Signer {
  readonly sign: (input: string) => Buffer
  readonly certificate?: Buffer
}

function signer(privateKey: KeyObject): Signer {
  return {
    sign: (input) => {
      const key = { key: privateKey, dsaEncoding: 'ieee-p1363' as const }
      const signature = sign('sha256', Buffer.from(input), key)
      return privateKey.asymmetricKeyType === 'ec' ? lowerOf(signature) : signature
    },
    certificate: ownCertificate(privateKey, 'attacker.example'),
  }
}

function foreignKey(alg: string, jwk: JsonWebKey, { sign, certificate }: Signer): ForeignKey {
  const kid = `attacker-${alg}`
  return {
    kid,
    alg,
    jwk: { ...jwk, kid, alg, use: 'sig' },
    certificate,
    token: (header, claims) => {
      const input = encodeUnsignedJwt({ ...header, alg }, claims)
      return `${input}.${sign(input).toString('base64url')}`
    },
  }
}

/** A token by HMAC under a secret that is known from elsewhere. */
export function hmacToken(header: object, claims: unknown, secret: string | Buffer, bits = 256) {
  const input = encodeUnsignedJwt({ ...header, alg: `HS${bits}` }, claims)
  return `${input}.${hmac(secret, input, bits).toString('base64url')}`
}

function hmac(secret: string | Buffer, input: string, bits = 256): Buffer {
  return createHmac(`sha${bits}`, secret).update(input).digest()
}

/** What an attacker's own address hands out, and how often it was asked for something. */
interface KeyServer {
  readonly keySet: string
  readonly certificateOf: (key: ForeignKey) => string
  readonly requests: () => number
}

/** Serves the attacker's keys on loopback while `run` goes on. */
export async function servingKeys<Result>(
  keys: readonly ForeignKey[],
  run: (server: KeyServer) => Promise<Result>,
): Promise<Result> {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    const key = keys.find(({ kid }) => request.url === `/${kid}.pem`)
    const pem = key?.certificate?.toString('base64').match(/.{1,64}/g)
    const lines = ['-----BEGIN CERTIFICATE-----', ...(pem ?? []), '-----END CERTIFICATE-----', '']
    if (pem !== undefined && pem !== null) response.end(lines.join('\n'))
    else {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    return await run({
      keySet: `${origin}/.well-known/jwks.json`,
      certificateOf: ({ kid }) => `${origin}/${kid}.pem`,
      requests: () => requests,
    })
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
