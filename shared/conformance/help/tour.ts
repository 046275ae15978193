import { alteredParts } from '../../visitor/credential.ts'
import type { Exchange } from '../../visitor/exchange.ts'
import type { CaseContext } from '../context.ts'
import type { Target } from '../run/target.ts'
import { cookieHeader, credentialOf } from './cookies.ts'
import { longAddressIfAny } from './long-address.ts'
import { visit } from './steps.ts'

const tours = new WeakMap<Target, Promise<readonly Exchange[]>>()

/**
 * A walk over all kinds of answers: JSON, pages, redirects, empty ones, errors of most codes, for
 * a stranger, a visitor, a member, and after sign-out. For cases about what holds on every answer:
 * whichever comes first takes the walk, and all of a run look at its answers.
 */
export async function tour(context: CaseContext): Promise<readonly Exchange[]> {
  const { target, journal } = context
  const known = tours.get(target)
  const walk = known ?? walked(context)
  tours.set(target, walk)
  const exchanges = await walk
  if (known !== undefined) journal.push(...exchanges)
  return exchanges
}

/** The walk itself, taken anew. */
export async function walked(context: CaseContext): Promise<readonly Exchange[]> {
  const visitor = context.visitor()
  const note = { json: { text: 'milk' } }
  const browser = { accept: 'text/html' }
  await visit(context, visitor)
  await visitor.get('/', browser)
  await visitor.request('HEAD', '/')
  await visitor.get('/me')
  await visitor.post('/login', { json: {} })
  await context.signIn(visitor)
  await visit(context, visitor)
  await visitor.get('/', browser)
  await visitor.get('/me')
  await visitor.put('/notes/milk', note)
  await visitor.get('/notes')
  await visitor.post('/notes', { form: { name: 'tea', text: 'green' }, ...browser })
  await visitor.delete('/notes/milk')
  await visitor.post('/notes/tea/delete', { form: {}, ...browser })
  await visitor.request('OPTIONS', '/notes')
  for (const path of ['/about', '/openapi.json', '/health/live', '/health/ready', '/sessions']) {
    await visitor.get(path)
  }
  await errors(context, visitor)
  await withoutVerifying(context, visitor)
  if (context.about.carriers.includes('bearer')) await byToken(context)
  const { username, password } = context.firstUser
  await context.notBusy(() => visitor.post('/login', { form: { username, password }, ...browser }))
  await visitor.post('/logout', { form: {}, ...browser })
  await context.signIn(visitor)
  await visitor.signOut()
  await visitor.get('/me', browser)
  return [...context.journal]
}

type Visitor = ReturnType<CaseContext['visitor']>

/** The same credential with a character altered: an answer may clear it (contract rule 2). */
async function withoutVerifying(context: CaseContext, visitor: Visitor): Promise<void> {
  const altered = credentialOf(context, visitor).map(({ name, value }) => {
    return { name, value: alteredParts(value).at(-1)?.value ?? 'altered' }
  })
  const cookies = { header: cookieHeader(altered) }
  await visitor.get('/me', { cookies })
  await visitor.get('/', { cookies })
  await visitor.signOut({ cookies })
}

/** Whether a token is there when one is asked for, the cases about tokens judge. */
async function byToken(context: CaseContext): Promise<void> {
  const visitor = context.visitor()
  const json = { ...context.firstUser, carrier: 'bearer' }
  const signedIn = await context.notBusy(() => visitor.post('/login', { json }))
  const bearer = String(signedIn.member('token'))
  await visitor.get('/', { bearer })
  await visitor.put('/notes/far', { json: { text: 'milk' }, bearer })
  await visitor.get('/me', { bearer: 'no.such.token' })
}

/** One answer of each error that a visitor can bring about without being counted as a guesser. */
export async function errors(context: CaseContext, visitor: Visitor): Promise<Exchange[]> {
  const note = { json: { text: 'milk' } }
  const text = { 'Content-Type': 'text/plain' }
  const json = { 'Content-Type': 'application/json' }
  const long = await longAddressIfAny(context)
  return [
    await visitor.put('/notes/milk', { json: { text: { of: 'an object' } } }),
    await visitor.put('/notes/milk', { body: '{', headers: json }),
    await visitor.put('/notes/milk', { ...note, headers: { 'Sec-Fetch-Site': 'cross-site' } }),
    await visitor.get('/no-such-page'),
    await visitor.get('/no-such-page', { accept: 'text/html' }),
    await visitor.request('PATCH', '/notes'),
    await visitor.get('/', { accept: 'image/png' }),
    await visitor.put('/notes/milk', { body: 'milk', headers: text }),
    await visitor.get('/', { headers: { Host: 'unknown.example' } }),
    ...(long === undefined ? [] : [await visitor.get(long)]),
    await context.visitor().get('/notes'),
  ]
}
