/** What can be signed with the server's own key, once the suite has found out how it signs. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import {
  type DecodedJwt,
  decodeJwt,
  encodeUnsignedJwt,
  percentDecoded,
} from '../../visitor/credential.ts'
import { hmacWith, type Sign, type SigningKey, signWith } from '../brought/signing-key.ts'
import type { CaseContext } from '../context.ts'
import { type Carried, carried, carriedJwts } from './forgery.ts'

/** A JWT of the server, and a signer that makes others like it. */
export interface SignedJwt {
  readonly part: Carried
  readonly jwt: DecodedJwt
  /** The token with this header and these claims, signed with the server's key. */
  readonly sign: (header: object, claims: unknown) => string
  /** The same key put to each other algorithm that it could serve. */
  readonly byOthers: readonly {
    readonly alg: string
    readonly sign: (header: object, claims: object) => string
  }[]
}

/** A cookie that is signed as cookie-session (Keygrip) does it, or @fastify/cookie (cookie-signature). */
export interface SignedCookie {
  readonly name: string
  /** What is signed, without the signature. */
  readonly text: string
  /**
   * The Cookie header with another text, signed with the server's key; by another hash, with
   * another secret, or as if it were another cookie.
   */
  readonly header: (text: string, otherwise?: Otherwise) => string
  /** Which reading of the key's text is the secret: base64url, say. */
  readonly reading: number
}

interface Otherwise {
  readonly hash?: string
  readonly as?: string
  readonly secret?: Buffer | undefined
}

const HASHES = ['sha256', 'sha512', 'sha384', 'sha1']

/** Every JWT of a signed-in visitor's credential, with its signer. */
export async function signedJwts(context: CaseContext): Promise<SignedJwt[]> {
  return (await carriedJwts(context)).map(({ part, jwt }) => {
    const { sign, others } = signerOf(keyOf(context), part.value, jwt) ?? wrongKey(context)
    const token = (signer: Sign, header: object, claims: unknown) => {
      const unsigned = encodeUnsignedJwt(header, claims)
      return `${unsigned}.${signer(unsigned)}`
    }
    return {
      part,
      jwt,
      sign: (header, claims) => token(sign, header, claims),
      byOthers: others
        .filter(({ alg }) => alg !== jwt.header.alg)
        .map(({ alg, sign: other }) => ({
          alg,
          sign: (header, claims) => token(other, { ...header, alg }, claims),
        })),
    }
  })
}

/** Every cookie of a signed-in visitor that is signed in one of the two usual ways, with its signer. */
export async function signedCookies(context: CaseContext): Promise<SignedCookie[]> {
  const cookies = (await carried(context)).flatMap(({ cookieName: name, value }) => {
    return name === undefined ? [] : [{ name, value }]
  })
  if (cookies.every(({ value }) => decodeJwt(value) !== undefined)) {
    context.notApplicable('no cookie is signed but as a JWT')
  }
  const found = cookies.flatMap((cookie) => {
    const beside = cookies.find(({ name }) => name === `${cookie.name}.sig`)
    return (
      (beside ? signedBeside(context, cookie, beside.value) : signedInside(context, cookie)) ?? []
    )
  })
  return found.length > 0 ? found : wrongKey(context)
}

/** The Cookie headers of a signed-in visitor, as if the server's older key had signed them. */
export async function signedByOlderKey(context: CaseContext): Promise<string[]> {
  const older = context.target.brought.olderKey?.secrets ?? []
  return (await signedCookies(context)).map(({ header, text, reading }) => {
    return header(text, { secret: older[reading] })
  })
}

interface Cookie {
  readonly name: string
  readonly value: string
}

/** Keygrip: the cookie NAME.sig holds the signature of `NAME=value`. */
function signedBeside(
  context: CaseContext,
  { name, value }: Cookie,
  signature: string,
): SignedCookie | undefined {
  // Keygrip signs the name with the value; others the value alone, which holds for every name.
  const named = (cookie: string, text: string) => `${cookie}=${text}`
  const alone = (_cookie: string, text: string) => text
  const signed = [named, alone].find((way) => {
    return keyAndHash(context, (sign) => sign(way(name, value)) === signature) !== undefined
  })
  if (signed === undefined) return undefined
  const found = keyAndHash(context, (sign) => sign(signed(name, value)) === signature)
  return (
    found && {
      name,
      text: value,
      reading: found.reading,
      header: (text, { hash = found.hash, as = name, secret = found.secret } = {}) => {
        return `${name}=${text}; ${name}.sig=${hmacWith(hash, secret)(signed(as, text))}`
      },
    }
  )
}

/** cookie-signature: `value.signature`, in base64 without padding, perhaps after `s:`, percent-encoded. */
function signedInside(context: CaseContext, { name, value }: Cookie): SignedCookie | undefined {
  const [, before = '', text = '', signature = ''] =
    /^(s:)?(.*)\.([^.]*)$/.exec(percentDecoded(value)) ?? []
  const wanted = Buffer.from(signature, 'base64').toString('base64url')
  const found = keyAndHash(context, (sign) => sign(text) === wanted)
  return (
    found && {
      name,
      text,
      reading: found.reading,
      header: (text, { hash = found.hash, secret = found.secret } = {}) => {
        const bytes = Buffer.from(hmacWith(hash, secret)(text), 'base64url')
        const base64 = bytes.toString('base64').replace(/=+$/, '')
        return `${name}=${encodeURIComponent(`${before}${text}.${base64}`)}`
      },
    }
  )
}

function keyAndHash(context: CaseContext, fits: (sign: Sign) => boolean) {
  for (const hash of HASHES) {
    for (const [reading, secret] of keyOf(context).secrets.entries()) {
      if (fits(hmacWith(hash, secret))) return { hash, secret, reading }
    }
  }
  return undefined
}

function signerOf(
  { secrets, privateKey }: SigningKey,
  token: string,
  { header, signature }: DecodedJwt,
) {
  const hash = `sha${/(256|384|512)$/.exec(String(header.alg))?.[1] ?? '256'}`
  const input = token.slice(0, token.lastIndexOf('.'))
  if (privateKey === undefined) {
    const secret = secrets.find((each) => hmacWith(hash, each)(input) === signature)
    const others = ['HS256', 'HS384', 'HS512'].map((alg) => {
      return { alg, sign: hmacWith(alg.replace('HS', 'sha'), secret ?? Buffer.alloc(0)) }
    })
    return secret && { sign: hmacWith(hash, secret), others }
  }
  const key = { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' as const }
  const isEdwards = privateKey.asymmetricKeyType?.startsWith('ed') ?? false
  const fits = verify(
    isEdwards ? null : hash,
    Buffer.from(input),
    key,
    Buffer.from(signature, 'base64url'),
  )
  return fits ? { sign: signWith(hash, privateKey), others: othersOf(privateKey) } : undefined
}

/** An RSA key serves six algorithms (RFC 7518 3.3, 3.5); a curve has its own one. */
function othersOf(privateKey: KeyObject): { alg: string; sign: Sign }[] {
  if (privateKey.asymmetricKeyType !== 'rsa') return []
  return ['256', '384', '512'].flatMap((bits) => [
    { alg: `RS${bits}`, sign: signWith(`sha${bits}`, privateKey) },
    { alg: `PS${bits}`, sign: signWith(`sha${bits}`, privateKey, 'pss') },
  ])
}

function keyOf(context: CaseContext): SigningKey {
  return context.target.brought.key ?? wrongKey(context)
}

function wrongKey(context: CaseContext): never {
  return context.notJudged('the key that this credential is signed with (--key brought another)')
}
