import { record } from '../help/about.ts'

/** Something in a document, and the names that lead to it from the top. */
export interface Located {
  readonly keys: readonly string[]
  readonly value: unknown
}

export function valueAt(root: unknown, keys: readonly string[]): unknown {
  let value = root
  for (const key of keys) {
    const within = record(value)
    value = within !== undefined && Object.hasOwn(within, key) ? within[key] : undefined
  }
  return value
}

/** A JSON Pointer (RFC 6901): how a message names a place. */
export function pointerTo(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The same as a fragment (RFC 6901 6): how a `$ref` names it. */
export function fragmentTo(keys: readonly string[]): string {
  return `#${pointerTo(keys).split('/').map(encodeURIComponent).join('/')}`
}

/** The names in a JSON Pointer that is a fragment. One that is broken leads nowhere. */
export function keysIn(reference: string): string[] {
  const parts = reference.slice('#/'.length).split('/')
  return parts.map((part) => decoded(part).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
