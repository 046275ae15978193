/** Readings of answers through the map: whether they fit a description, and whom they are for. */
import { percentDecoded } from '../../visitor/credential.ts'
import type { Exchange } from '../../visitor/exchange.ts'
import type { CoreMap, CoreUser, MappedAnswer } from './map.ts'

export function fits(exchange: Exchange, { status, location, text }: MappedAnswer): boolean {
  return (
    (status === undefined || status.includes(exchange.status)) &&
    (location === undefined || exchange.header('location') === location) &&
    (text === undefined || exchange.body.includes(text))
  )
}

/** What `whoAmI` calls a user. */
export function shownName({ username, shownAs }: CoreUser): string {
  return shownAs ?? username
}

/** The name of the user that an answer to `whoAmI` is for; undefined where it is nobody's. */
export function userSeen(
  exchange: Exchange,
  { whoAmI }: CoreMap,
  users: readonly CoreUser[],
): string | undefined {
  const { status = [200], text, pointer } = whoAmI.signedIn
  if (!status.includes(exchange.status)) return undefined
  if (pointer !== undefined) {
    const name = atPointer(exchange.json(), pointer)
    // A name that is none of the users' is somebody all the same.
    return typeof name === 'string' && name !== '' ? name : undefined
  }
  const names = users.map(shownName).filter((name) => {
    return exchange.body.includes(text?.replaceAll('{username}', name) ?? '')
  })
  // "alice" stands within "alice2" too.
  return names.toSorted((a, b) => b.length - a.length)[0]
}

/** @see RFC 6901 section 4 */
export function atPointer(value: unknown, pointer: string): unknown {
  let here = value
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined
    here = (here as Record<string, unknown>)[name]
  }
  return here
}

/** The token in an answer, or in the cookies that a visitor holds after it. */
export function tokenIn(
  exchange: Exchange,
  csrf: NonNullable<CoreMap['csrf']>,
  cookies: readonly { readonly name: string; readonly value: string }[],
): string | undefined {
  if (csrf.pattern !== undefined) return new RegExp(csrf.pattern).exec(exchange.body)?.[1]
  if (csrf.pointer !== undefined) {
    const found = atPointer(exchange.json(), csrf.pointer)
    return typeof found === 'string' ? found : undefined
  }
  const value = cookies.find(({ name }) => name === csrf.cookie)?.value
  // Scripts that copy a cookie into a header take its percent-encoding off.
  return value === undefined ? undefined : percentDecoded(value)
}
