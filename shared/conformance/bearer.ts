import type { CaseContext } from './context.ts'

/** A token for the first user, got from a sign-in without cookies, which has to succeed. */
export async function bearerFor(context: CaseContext): Promise<string> {
  const json = { ...context.firstUser, carrier: 'bearer' }
  const visitor = context.visitor()
  const exchange = await context.notBusy(() => visitor.post('/login', { json }))
  context.given.status(exchange, 200, 'for a bearer token')
  const token = exchange.member('token')
  context.given.that(typeof token === 'string', 'token', 'a text', token)
  return String(token)
}
