/** Ways to tamper with a credential. Each takes a value apart by its text alone. */
import { parseJson } from './json.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A tampered value, and in words what was done to it. */
export interface Tampered {
  readonly how: string
  readonly value: string
}

/** A credential has a handful of dotted parts; one made of thousands is tampered with at its start. */
const MOST_PARTS = 16

/** Where a character is changed, since a check may look at some of them only. */
const PLACES = { first: 0, middle: 0.5, last: 1 }

/**
 * The value with one character changed in each of its dot-separated parts, at the beginning, in the
 * middle and at the end; and with its last part, where a signature stands, made of zeros alone.
 */
export function alteredParts(value: string): Tampered[] {
  const parts = value.split('.')
  const changed = parts.slice(0, MOST_PARTS).flatMap((part, index) => {
    return Object.entries(PLACES).flatMap(([place, share]) => {
      const at = letterNear(part, Math.round((part.length - 1) * share))
      const how = `${place} character of part ${index + 1} of ${parts.length} altered`
      return at === undefined
        ? []
        : [{ how, value: parts.with(index, replaceAt(part, at)).join('.') }]
    })
  })
  const zeros = 'A'.repeat(parts.at(-1)?.length ?? 0)
  return [...changed, { how: 'last part of zeros', value: parts.with(-1, zeros).join('.') }]
}

/**
 * The value cut: by its last character, to its half, to nothing, without each dotted part, and of a
 * signed id (`s:ID.SIGNATURE`) down to the id alone.
 */
export function cut(value: string): Tampered[] {
  const parts = value.split('.')
  const bare = value.replace(/^s(:|%3A)/i, '').replace(/\.[^.]*$/, '')
  const dropped =
    parts.length < 2
      ? []
      : parts.slice(0, MOST_PARTS).map((_, index) => parts.toSpliced(index, 1).join('.'))
  return [
    { how: 'last character cut off', value: value.slice(0, -1) },
    { how: 'second half cut off', value: value.slice(0, Math.ceil(value.length / 2)) },
    { how: 'emptied', value: '' },
    { how: 'signature and mark cut off', value: bare },
    ...dropped.map((each, index) => ({ how: `part ${index + 1} left out`, value: each })),
    ...(parts.length < 2
      ? []
      : [{ how: 'last part emptied', value: `${parts.slice(0, -1).join('.')}.` }]),
  ]
}

/**
 * Other spellings that a lenient reader takes for the same: padding, the other alphabet, the unused
 * low bits of the last character (RFC 4648 3.5), junk that a decoder skips over, the other case of
 * letters (hexadecimal digits, a database that compares without case), a path to the same file.
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
    { how: 'letters of the last part in the other case', value: lastInOtherCase(value) },
    { how: 'all letters in the other case', value: inOtherCase(value) },
    { how: 'as a path to itself', value: `./${value}` },
    { how: 'as a longer path to itself', value: `x/../${value}` },
    ...neighbours
      .map((each) => alphabet[each])
      .filter((each): each is string => each !== undefined)
      .map((each) => ({
        how: 'low bits of the last character changed',
        value: value.slice(0, -1) + each,
      })),
  ]
}

function lastInOtherCase(value: string): string {
  const at = value.lastIndexOf('.') + 1
  return value.slice(0, at) + inOtherCase(value.slice(at))
}

/** Every letter in the other case, but for those of a percent-encoding, where case means nothing. */
function inOtherCase(text: string): string {
  return text.replace(/%[0-9a-f]{2}|[a-z]|[A-Z]/gi, (found) => {
    if (found.startsWith('%')) return found
    return found === found.toLowerCase() ? found.toUpperCase() : found.toLowerCase()
  })
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
  const value = parseJson(Buffer.from(part, 'base64url').toString())
  return typeof value === 'object' && value !== null ? { ...value } : undefined
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
  if (/^[0-9]+$/.test(part)) {
    // Still a number: whoever reads it as one must not find it well.
    return part.slice(0, at) + ((Number(part[at]) + 5) % 10) + part.slice(at + 1)
  }
  const index = LETTERS.indexOf(part[at] ?? '')
  // Half the alphabet away, so that high bits change and not only unused low ones.
  const other = LETTERS[(index + LETTERS.length / 2) % LETTERS.length] ?? 'A'
  return part.slice(0, at) + other + part.slice(at + 1)
}
