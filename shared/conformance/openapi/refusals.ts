import type { Exchange } from '../../visitor/exchange.ts'
import type { Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import { ROUTES } from '../help/routes.ts'
import { randomText, unknownName } from '../help/steps.ts'

/** An answer of each error that a route can be brought to without counting as a crowd of guessers. */
export async function refusals(context: CaseContext): Promise<Exchange[]> {
  const visitor = await context.signedIn()
  return [
    ...(await unwantedRequests(context, visitor)),
    ...(await unwantedBodies(context, visitor)),
    await visitor.delete('/sessions/none-of-mine'),
  ]
}

/** To each route: from a stranger, for an answer in a form that it lacks, from another site. */
async function unwantedRequests(context: CaseContext, visitor: Visitor): Promise<Exchange[]> {
  const answers: Exchange[] = []
  const stranger = context.visitor()
  for (const { method, path } of requests()) {
    const json = method === 'GET' || method === 'DELETE' ? {} : { json: {} }
    answers.push(await stranger.request(method, path, json))
    answers.push(await visitor.request(method, path, { ...json, accept: 'image/png' }))
    if (method === 'GET') continue
    const headers = { 'Sec-Fetch-Site': 'cross-site' }
    answers.push(await visitor.request(method, path, { ...json, headers }))
  }
  return answers
}

/** To each route that takes one: what is no JSON, what is of another type, what it does not want. */
async function unwantedBodies(context: CaseContext, visitor: Visitor): Promise<Exchange[]> {
  const answers: Exchange[] = []
  const isJson = { 'Content-Type': 'application/json' }
  const isText = { 'Content-Type': 'text/plain' }
  for (const { method, path } of requests()) {
    if (method !== 'POST' && method !== 'PUT') continue
    answers.push(await visitor.request(method, path, { body: '{', headers: isJson }))
    answers.push(await visitor.request(method, path, { body: 'text', headers: isText }))
  }
  const tooMuch = randomText(Math.min(context.about.limits.stateBytes + 1, 100_000))
  answers.push(await visitor.put('/notes/much', { json: { text: tooMuch } }))
  const { password: currentPassword } = context.firstUser
  const bodies = [
    ['/login', { username: unknownName(), password: 'whatever-this' }],
    ['/password', { currentPassword, newPassword: 'password123' }],
    ['/password', { currentPassword: 'not-the-password', newPassword: 'quite-a-new-one' }],
  ] as const
  for (const [path, json] of bodies) {
    answers.push(await context.notBusy(() => visitor.post(path, { json })))
  }
  return answers
}

/** Each method of each route; the document need not describe itself. */
function requests(): { method: string; path: string }[] {
  return ROUTES.filter(({ path }) => path !== '/openapi.json').flatMap(({ methods, path }) => {
    return methods.map((method) => ({ method, path }))
  })
}
