/**
 * Keys derived from the configured secrets with HKDF (RFC 5869), the style and the purpose as info,
 * so that no two signers ever share a key (RFC 8725 3.1: one key, one algorithm).
 */
import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'

/** A key for signing tokens and one for checking them, with the id that a token's header names. */
export interface TokenKey {
  kid: string
  signing: KeyObject
  verifying: KeyObject
  /** The public half as a JWK, where there is one (RFC 7517 4). */
  published?: object
}

/** `bytes` of key material from a secret, for one purpose of one style. */
export function derive(secret: string, style: string, purpose: string, bytes = 32): Buffer {
  const info = `three-ways-to-remember/1/${style}/${purpose}`
  return Buffer.from(hkdfSync('sha256', secret, '', info, bytes))
}

/** A token key of the algorithm. The `kid` is a hash of a key that signs nothing: it gives nothing away. */
export function tokenKey(secret: string, style: string, algorithm: 'HS256' | 'ES256'): TokenKey {
  const kid = derive(secret, style, `kid ${algorithm}`, 9).toString('base64url')
  if (algorithm === 'HS256') {
    const key = createSecretKey(derive(secret, style, 'token HS256'))
    return { kid, signing: key, verifying: key }
  }
  const signing = ellipticKey(derive(secret, style, 'token ES256', 48))
  const verifying = createPublicKey(signing)
  const published = { ...verifying.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }
  return { kid, signing, verifying, published }
}

/** Order of the P-256 group (FIPS 186-5, SP 800-186 3.2.1.3). */
export const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** A P-256 private key from 384 random bits, by extra random bits (FIPS 186-5 A.2.1). */
function ellipticKey(random: Buffer): KeyObject {
  const scalar = (BigInt(`0x${random.toString('hex')}`) % (P256_ORDER - 1n)) + 1n
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey()
  const x = point.subarray(1, 33).toString('base64url')
  const y = point.subarray(33).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', d: d.toString('base64url'), x, y }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

/** SHA-256 as base64url; what is stored or counted under a visitor's own words goes under this. */
export function sha256(text: string): string {
  return hash('sha256', text, 'base64url')
}
