/** A state that was signed with the real key, and whose members nobody here knows by name. */
import { percentDecoded } from '../../visitor/credential.ts'
import { parseJson } from '../../visitor/json.ts'

const YEAR_SECONDS = 365 * 24 * 3600

/** The state that a cookie's text holds as JSON, plain or in base64; undefined where it does not. */
export function stateIn(text: string): object | undefined {
  for (const json of [Buffer.from(text, 'base64').toString(), percentDecoded(text)]) {
    const state = parseJson(json)
    if (typeof state === 'object' && state !== null) return state
  }
  return undefined
}

/** The same state many times, each time with one of its members gone or of another type. */
export function oddMembers(state: object): object[] {
  const odd = [undefined, null, 'text', -1, [[]]]
  return Object.keys(state).flatMap((name) => odd.map((value) => ({ ...state, [name]: value })))
}

/**
 * The same with every time in it so many seconds earlier; undefined where it holds none. A time is a
 * number within a year of now, in seconds or milliseconds, or an ISO 8601 text.
 */
export function agedBy(state: object, seconds: number): object | undefined {
  let found = 0
  const aged = JSON.parse(JSON.stringify(state), (_name, value: unknown) => {
    const earlier = earlierBy(value, seconds)
    if (earlier === undefined) return value
    found += 1
    return earlier
  }) as object
  return found > 0 ? aged : undefined
}

function earlierBy(value: unknown, seconds: number): number | string | undefined {
  const ms = timeMs(value)
  if (ms === undefined) return undefined
  if (typeof value === 'string') return new Date(ms - seconds * 1000).toISOString()
  return value === ms ? ms - seconds * 1000 : ms / 1000 - seconds
}

/** Milliseconds since the epoch, where a value is a time within a year of now; undefined elsewhere. */
export function timeMs(value: unknown): number | undefined {
  const nowMs = Date.now()
  const isNear = (ms: number) => Math.abs(ms - nowMs) < YEAR_SECONDS * 1000
  if (typeof value === 'number') return [value, value * 1000].find(isNear)
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(value)) return undefined
  return [Date.parse(value)].find(isNear)
}
