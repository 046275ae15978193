import { constants, createHmac, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { lowerOf } from '../help/p256.ts'

/** The key that a server signs its credentials with, as its owner brought it. */
export interface SigningKey {
  /** Bytes that a text may stand for: itself, base64url, hexadecimal. One of them is the key. */
  readonly secrets: readonly Buffer[]
  /** Where a private key was brought instead. */
  readonly privateKey?: KeyObject
}

/** No key is shorter than this by accident; and a text that decodes to less was not encoded. */
const LEAST_BYTES = 8

/**
 * @param brought the key as text, or the path of a file that holds it: a private key (PEM or JWK),
 *   or a secret, which may be in base64, base64url or hexadecimal
 * @throws Error whose message says in one sentence what is wrong with it, without showing it
 */
export function signingKey(brought: string): SigningKey {
  const isFile = statSync(brought, { throwIfNoEntry: false })?.isFile() ?? false
  const text = (isFile ? readFileSync(brought, 'utf8') : brought).trim()
  if (text === '') throw new Error('The key is empty.')
  if (text.startsWith('-----BEGIN') || text.startsWith('{')) {
    return { secrets: [], privateKey: privateKeyOf(text) }
  }
  const decoded = [Buffer.from(text, 'base64url'), Buffer.from(text, 'hex')]
  return { secrets: [Buffer.from(text), ...decoded.filter((each) => each.length >= LEAST_BYTES)] }
}

function privateKeyOf(text: string): KeyObject {
  try {
    if (text.startsWith('{')) return createPrivateKey({ key: JSON.parse(text), format: 'jwk' })
    return createPrivateKey(text)
  } catch (cause) {
    throw new Error('The key is no private key in PEM or JWK.', { cause })
  }
}

/** A signature as base64url without padding, by whichever kind of key. */
export type Sign = (input: string) => string

/** HMAC (RFC 2104) with one of the secrets. */
export function hmacWith(hash: string, secret: Buffer): Sign {
  return (input) => createHmac(hash, secret).update(input).digest('base64url')
}

/** ECDSA in JWS form (RFC 7518 3.4), RSASSA-PKCS1-v1_5 (3.3) or -PSS (3.5), or EdDSA, by the key's own type. */
export function signWith(hash: string, privateKey: KeyObject, scheme?: 'pss'): Sign {
  const isEdwards = privateKey.asymmetricKeyType?.startsWith('ed') ?? false
  return (input) => {
    const pss = {
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    }
    const key = {
      key: privateKey,
      dsaEncoding: 'ieee-p1363' as const,
      ...(scheme === 'pss' && pss),
    }
    const signature = sign(isEdwards ? null : hash, Buffer.from(input), key)
    const isP256 = privateKey.asymmetricKeyDetails?.namedCurve === 'prime256v1'
    return (isP256 ? lowerOf(signature) : signature).toString('base64url')
  }
}
