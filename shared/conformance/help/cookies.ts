import type { Exchange } from '../../visitor/exchange.ts'
import { isClearing, type SetCookie } from '../../visitor/set-cookie.ts'
import type { Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'

export interface Pair {
  readonly name: string
  readonly value: string
}

/** The cookies of this server's style that a visitor holds: the credential. */
export function credentialOf(context: CaseContext, visitor: Visitor): Pair[] {
  return visitor.cookies().filter(({ name }) => context.about.cookies.includes(name))
}

/** The same, which must be there for the case to go on. */
export function heldCredential(context: CaseContext, visitor: Visitor): Pair[] {
  const pairs = credentialOf(context, visitor)
  const subject = 'cookies that GET /about names, held by the visitor'
  context.given.that(pairs.length > 0, subject, 'at least one', 'none')
  return pairs
}

export function cookieHeader(...pairs: readonly (Pair | readonly Pair[])[]): string {
  return pairs
    .flat()
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
}

export function replaced(pairs: readonly Pair[], name: string, value: string): Pair[] {
  return pairs.map((pair) => (pair.name === name ? { name, value } : pair))
}

/** The Set-Cookie lines of this style that set something, and those that take it away. */
export function cookiesIn(exchange: Exchange): { setting: SetCookie[]; clearing: SetCookie[] } {
  const all = exchange.setCookies()
  return {
    setting: all.filter((each) => !isClearing(each)),
    clearing: all.filter((each) => isClearing(each)),
  }
}

/** Requires that an answer sets no cookie; one that clears is allowed where `clearing` says so. */
export function expectNoCookie(
  context: CaseContext,
  exchange: Exchange,
  { clearing = false, when = '' } = {},
): void {
  const found = clearing ? cookiesIn(exchange).setting : exchange.setCookies()
  const names = found.map(({ name }) => name)
  context.expect.equal(names, [], `cookies set by ${exchange.name} ${when}`.trim())
}
