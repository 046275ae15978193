/** Ways to tamper with a credential. Each takes a value apart by its text alone. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A tampered value, and in words what was done to it. */
export interface Tampered {
  readonly how: string
  readonly value: string
}

/** The value with one character in the middle of each of its dot-separated parts changed. */
export function alteredParts(value: string): Tampered[] {
  const parts = value.split('.')
  return parts.flatMap((part, index) => {
    const at = letterNear(part, Math.floor(part.length / 2))
    if (at === undefined) return []
    const changed = replaceAt(part, at)
    return [
      {
        how: `one character of part ${index + 1} of ${parts.length} altered`,
        value: parts.with(index, changed).join('.'),
      },
    ]
  })
}

/** The value cut: by its last character, to its half, to nothing, and without each dotted part. */
export function cut(value: string): Tampered[] {
  const parts = value.split('.')
  const dropped =
    parts.length < 2 ? [] : parts.map((_, index) => parts.toSpliced(index, 1).join('.'))
  return [
    { how: 'last character cut off', value: value.slice(0, -1) },
    { how: 'second half cut off', value: value.slice(0, Math.ceil(value.length / 2)) },
    { how: 'emptied', value: '' },
    ...dropped.map((each, index) => ({ how: `part ${index + 1} left out`, value: each })),
    ...(parts.length < 2
      ? []
      : [{ how: 'last part emptied', value: `${parts.slice(0, -1).join('.')}.` }]),
  ]
}

/**
 * Other spellings that a lenient base64 decoder reads as the same bytes: padding, the other
 * alphabet, the unused low bits of the last character (RFC 4648 3.5), and junk it skips over.
 */
export function reEncoded(value: string): Tampered[] {
  const last = value.at(-1) ?? ''
  const alphabet = `${LETTERS}-_`
  const index = alphabet.indexOf(last)
  const neighbours = index < 0 ? [] : [index ^ 1, index ^ 2, index ^ 3]
  const other = value.replaceAll('-', '+').replaceAll('_', '/')
  return [
    { how: 'padded with =', value: `${value}=` },
    { how: 'a dot added', value: `${value}.` },
    { how: 'a character added', value: `${value}A` },
    ...(other === value ? [] : [{ how: 'in the other base64 alphabet', value: other }]),
    ...neighbours
      .map((each) => alphabet[each])
      .filter((each): each is string => each !== undefined)
      .map((each) => ({
        how: 'low bits of the last character changed',
        value: value.slice(0, -1) + each,
      })),
  ]
}

/** A JWT in JWS compact form (RFC 7515 7.1), decoded; undefined where the value is none. */
export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  readonly signature: string
}

export function decodeJwt(value: string): DecodedJwt | undefined {
  const [header, claims, signature, ...more] = value.split('.')
  if (header === undefined || claims === undefined || signature === undefined) return undefined
  const decoded = { header: decodeObject(header), claims: decodeObject(claims) }
  if (more.length > 0 || decoded.header === undefined || decoded.claims === undefined)
    return undefined
  if (typeof decoded.header.alg !== 'string') return undefined
  return { header: decoded.header, claims: decoded.claims, signature }
}

/** The signing input of a JWT (RFC 7515 5.1): both parts encoded, joined by a dot. */
export function encodeUnsignedJwt(header: object, claims: unknown): string {
  return [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
}

function decodeObject(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Without percent-encoding; a value that is not encoded may hold "%" as any other character. */
export function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** Where a letter or digit stands that is no part of a percent-encoding, searching outwards. */
function letterNear(part: string, start: number): number | undefined {
  for (let distance = 0; distance < part.length; distance += 1) {
    for (const at of [start - distance, start + distance]) {
      const before = part.slice(Math.max(0, at - 2), at)
      if (LETTERS.includes(part[at] ?? '.') && !before.includes('%')) return at
    }
  }
  return undefined
}

function replaceAt(part: string, at: number): string {
  const index = LETTERS.indexOf(part[at] ?? '')
  // Half the alphabet away, so that high bits change and not only unused low ones.
  const other = LETTERS[(index + LETTERS.length / 2) % LETTERS.length] ?? 'A'
  return part.slice(0, at) + other + part.slice(at + 1)
}
