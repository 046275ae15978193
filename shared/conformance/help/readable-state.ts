/** The state that a client carries where anybody can read it: JSON, in base64 or percent-encoded. */
import { parseJson } from '../../visitor/json.ts'

interface Encoding {
  readonly read: (text: string) => string
  readonly write: (json: string) => string
}

const BASE64 = (alphabet: 'base64' | 'base64url'): Encoding => ({
  read: (text) => Buffer.from(text, 'base64').toString(),
  write: (json) => Buffer.from(json).toString(alphabet),
})
const PERCENT: Encoding = {
  read: (text) => decodeURIComponent(text).replace(/^j:/, ''),
  write: (json) => encodeURIComponent(json),
}

interface ReadableState {
  readonly state: object
  /** The whole value with another state in it, and everything else as it was. */
  readonly with: (state: object) => string
}

/** Every state in a value: the value itself, or one of its dotted parts (a JWT's header is one too). */
export function statesIn(value: string): ReadableState[] {
  const whole = decoded(value, (text) => text)
  if (whole !== undefined) return [whole]
  const parts = value.split('.')
  return parts.flatMap((part, at) => {
    return decoded(part, (text) => parts.with(at, text).join('.')) ?? []
  })
}

function decoded(text: string, whole: (part: string) => string): ReadableState | undefined {
  const alphabet = /[-_]/.test(text) || !/[+/=]/.test(text) ? 'base64url' : 'base64'
  for (const { read, write } of [BASE64(alphabet), PERCENT]) {
    try {
      const state = parseJson(read(text))
      if (typeof state === 'object' && state !== null) {
        return { state, with: (other) => whole(write(JSON.stringify(other))) }
      }
    } catch {
      // not in this encoding
    }
  }
  return undefined
}

/** A number, a text, a truth value somewhere within a state. */
export interface Leaf {
  /** The names that lead to it, joined by dots. */
  readonly path: string
  readonly value: string | number | boolean
}

export function leavesOf(state: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof state === 'object' && state !== null) {
    return Object.entries(state).flatMap(([name, value]) => leavesOf(value, [...path, name]))
  }
  const isLeaf = ['string', 'number', 'boolean'].includes(typeof state)
  return isLeaf ? [{ path: path.join('.'), value: state as Leaf['value'] }] : []
}

/** A copy with another value at the end of a path. */
export function withLeaf(state: object, path: string, value: Leaf['value']): object {
  const copy = structuredClone(state) as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop() ?? ''
  const holder = names.reduce((at, name) => at[name] as Record<string, unknown>, copy)
  holder[last] = value
  return copy
}
