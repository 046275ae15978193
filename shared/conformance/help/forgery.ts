import { type DecodedJwt, decodeJwt } from '../../visitor/credential.ts'
import type { Exchange } from '../../visitor/exchange.ts'
import type { RequestOptions, Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import { bearerFor } from './bearer.ts'
import { cookieHeader, heldCredential, replaced } from './cookies.ts'

/** A part of a credential that can be tampered with, and a request that carries it so. */
export interface Carried {
  readonly name: string
  readonly value: string
  /** Where it is a cookie, its name. */
  readonly cookieName: string | undefined
  /** How a request carries the whole credential with this value in the part's place. */
  readonly as: (value: string) => RequestOptions
  /** Asks `GET /me` (or another way) with it. */
  readonly ask: (value: string, method?: string, path?: string) => Promise<Exchange>
}

/**
 * Every part of a signed-in visitor's credential: each cookie, and the token where there is one.
 * @param before what the visitor does with it before it is taken apart
 */
export async function carried(
  context: CaseContext,
  before: (visitor: Visitor) => Promise<unknown> = async () => {},
): Promise<Carried[]> {
  const part = (cookieName: string | undefined, value: string, as: Carried['as']): Carried => ({
    name: cookieName === undefined ? 'the token' : `the cookie ${cookieName}`,
    value,
    cookieName,
    as,
    ask: (forged, method = 'GET', path = '/me') => {
      return context.visitor().request(method, path, as(forged))
    },
  })
  const visitor = await context.signedIn()
  await before(visitor)
  const pairs = heldCredential(context, visitor)
  const parts = pairs.map(({ name, value }) => {
    return part(name, value, (forged) => ({
      cookies: { header: cookieHeader(replaced(pairs, name, forged)) },
    }))
  })
  if (context.about.carriers.includes('bearer')) {
    parts.push(part(undefined, await bearerFor(context), (bearer) => ({ bearer })))
  }
  for (const each of parts) context.given.status(await each.ask(each.value), 200, 'untouched')
  return parts
}

/** Requires that each of the values is as good as no credential at all (contract rule 5). */
export async function expectAbsent(
  context: CaseContext,
  part: Carried,
  forgeries: readonly { readonly how: string; readonly value: string }[],
): Promise<void> {
  const absent = await context.visitor().get('/me')
  for (const { how, value } of forgeries) {
    if (value === part.value) continue
    const exchange = await part.ask(value)
    context.expect.problem(exchange, 401, 'not-signed-in', `with ${part.name}, ${how}`)
    const detail = exchange.member('detail')
    context.expect.equal(detail, absent.member('detail'), `detail with ${part.name}, ${how}`)
  }
}

/** The parts that are a JWT, taken apart. */
export async function carriedJwts(
  context: CaseContext,
): Promise<{ readonly part: Carried; readonly jwt: DecodedJwt }[]> {
  const jwts = (await carried(context)).flatMap((part) => {
    const jwt = decodeJwt(part.value)
    return jwt === undefined ? [] : [{ part, jwt }]
  })
  if (jwts.length === 0) context.notApplicable('no part of the credential is a JWT')
  return jwts
}
