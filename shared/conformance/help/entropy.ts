import { createHash } from 'node:crypto'

/** How much chance is in values, as far as samples of them can tell. */

const CLASSES = [/^[0-9]+$/, /^[0-9a-f]+$/, /^[0-9A-F]+$/, /^[0-9a-z]+$/, /^[0-9A-Z]+$/]
const SIZES = [10, 16, 16, 36, 36]
const LARGEST = 64

/**
 * Bits in the part of the values that changes from one to the next: the places that are not the
 * same in all samples, times the bits that one character of their alphabet can hold. An upper
 * bound, for what looks like chance may be a counter's hash; what it calls too few is too few.
 */
export function bitsAtMost(samples: readonly string[]): number {
  const [first = ''] = samples
  const shortest = Math.min(...samples.map((each) => each.length))
  const places = Array.from({ length: shortest }, (_, at) => at).filter((at) => {
    return samples.some((each) => each[at] !== first[at])
  })
  const used = samples.flatMap((each) => places.map((at) => each[at])).join('')
  const index = CLASSES.findIndex((each) => each.test(used))
  return Math.floor(places.length * Math.log2(SIZES[index] ?? LARGEST))
}

/** Without what follows the last dot, where a signature stands. */
export function unsigned(value: string): string {
  const dot = value.lastIndexOf('.')
  return dot < 1 ? value : value.slice(0, dot)
}

/**
 * The values without their signatures, which add no chance to what they sign. Where nothing else tells
 * values apart it is no signature (`v1.RANDOM`, a state sealed as `Fe26.2*…`), and stays.
 */
export function withoutSignatures(values: readonly string[]): readonly string[] {
  const bare = values.map(unsigned)
  return new Set(bare).size === 1 ? values : bare
}

/** Whether a value tells its own state, as a JWT does or JSON in base64, and is no reference. */
export function tellsState(value: string): boolean {
  return value.split('.').some((part) => {
    try {
      const text = Buffer.from(decodeURIComponent(part), 'base64').toString()
      return /^\s*[{[]/.test(text) && typeof JSON.parse(text) === 'object'
    } catch {
      return false
    }
  })
}

const DIGESTS = ['md5', 'sha1', 'sha256']
const COUNTED_TO = 5000
const MOST_MS = 3000

/**
 * What a value was made from, where that is something anybody knows: a small number, the time, the
 * user's name, or a digest of one. It looks like chance and holds none.
 * @param fromMs,untilMs between which it was made
 */
export function madeFrom(
  value: string,
  { username, fromMs, untilMs }: { username: string; fromMs: number; untilMs: number },
): string | undefined {
  const first = Math.max(fromMs, untilMs - MOST_MS)
  const timesMs = Array.from({ length: untilMs - first + 1 }, (_, at) => first + at)
  const times = [...timesMs, ...new Set(timesMs.map((ms) => Math.floor(ms / 1000)))].map(String)
  const known = [
    ...Array.from({ length: COUNTED_TO }, (_, at) => String(at)),
    ...times,
    username,
    ...times.flatMap((time) => [username + time, `${username}-${time}`, `${username}:${time}`]),
  ]
  return known.find((text) => {
    return DIGESTS.some((name) => {
      const digest = createHash(name).update(text).digest()
      return value.includes(digest.toString('hex')) || value === digest.toString('base64url')
    })
  })
}
