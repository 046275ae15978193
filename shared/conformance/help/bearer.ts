import type { CaseContext } from '../context.ts'

/** More than this no server takes in a header: Node stops at 16 KiB for all of them together. */
const MOST_CHARACTERS = 16 * 1024

/** A token for the first user, got from a sign-in without cookies, which has to succeed. */
export async function bearerFor(context: CaseContext): Promise<string> {
  const json = { ...context.firstUser, carrier: 'bearer' }
  const visitor = context.visitor()
  const exchange = await context.notBusy(() => visitor.post('/login', { json }))
  context.given.status(exchange, 200, 'for a bearer token')
  const token = exchange.member('token')
  const fits = typeof token === 'string' && token.length <= MOST_CHARACTERS
  context.given.that(fits, 'token', `a text of at most ${MOST_CHARACTERS} characters`, token)
  return String(token)
}
