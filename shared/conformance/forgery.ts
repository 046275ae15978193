import type { Exchange } from '../visitor/exchange.ts'
import { bearerFor } from './bearer.ts'
import type { CaseContext } from './context.ts'
import { cookieHeader, heldCredential, replaced } from './cookies.ts'

/** A part of a credential that can be tampered with, and a request that carries it so. */
export interface Carried {
  readonly name: string
  readonly value: string
  /** Asks `GET /me` (or another way) with this value in the part's place. */
  readonly ask: (value: string, method?: string, path?: string) => Promise<Exchange>
}

/** Every part of a signed-in visitor's credential: each cookie, and the token where there is one. */
export async function carried(context: CaseContext): Promise<Carried[]> {
  const visitor = await context.signedIn()
  const pairs = heldCredential(context, visitor)
  const parts: Carried[] = pairs.map(({ name, value }) => ({
    name: `the cookie ${name}`,
    value,
    ask: (forged, method = 'GET', path = '/me') => {
      const cookies = { header: cookieHeader(replaced(pairs, name, forged)) }
      return context.visitor().request(method, path, { cookies })
    },
  }))
  if (context.about.carriers.includes('bearer')) {
    parts.push({
      name: 'the token',
      value: await bearerFor(context),
      ask: (forged, method = 'GET', path = '/me') => {
        return context.visitor().request(method, path, { bearer: forged })
      },
    })
  }
  for (const part of parts) context.given.status(await part.ask(part.value), 200, 'untouched')
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
