import type { Exchange } from '../../visitor/exchange.ts'
import type { Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import { record } from '../help/about.ts'
import { changingPassword } from '../help/password-change.ts'

const KEYS = '/.well-known/jwks.json'

/** What each route answers when it does what it is for. Changes the second user's password. */
export async function workingAnswers(context: CaseContext): Promise<Exchange[]> {
  const visitor = context.visitor()
  const signedIn = await context.signIn(visitor, context.secondUser)
  const answers = [signedIn, ...(await reads(visitor)), ...(await changes(visitor))]
  answers.push(...(await endAnother(context, visitor)))
  await changingPassword(context, async (change) => {
    answers.push(await change.to(change.fresh(), visitor))
    const json = { currentPassword: change.current }
    answers.push(await context.notBusy(() => visitor.post('/logout/everywhere', { json })))
  })
  answers.push(await visitor.signOut())
  return answers
}

export async function reads(visitor: Visitor): Promise<Exchange[]> {
  const paths = ['/about', '/', '/me', '/notes', '/sessions', '/health/live', '/health/ready', KEYS]
  const answers: Exchange[] = []
  for (const path of paths) answers.push(await visitor.get(path))
  // Where no keys are published there is no such route.
  return answers.filter(({ status, name }) => status !== 404 || !name.endsWith(KEYS))
}

async function changes(visitor: Visitor): Promise<Exchange[]> {
  return [
    await visitor.put('/notes/milk', { json: { text: 'two bottles' } }),
    await visitor.post('/notes', { json: { name: 'tea', text: 'green' } }),
    await visitor.get('/notes'),
    await visitor.delete('/notes/milk'),
    await visitor.post('/notes/tea/delete', { json: {} }),
    await visitor.post('/refresh'),
  ]
}

/** Ends another sign-in of the same user, where the server lists them; elsewhere it says why not. */
async function endAnother(context: CaseContext, visitor: Visitor): Promise<Exchange[]> {
  await context.signedIn(context.secondUser)
  const list = await visitor.get('/sessions')
  const other = Object.values(record(list.member('sessions')) ?? {})
    .map(record)
    .find((each) => !each?.current)
  // Whether the list is whole, the cases about sign-ins judge.
  if (list.status === 200 && other === undefined) return []
  return [await visitor.delete(`/sessions/${other?.id ?? 'none'}`)]
}

/** The same by token: a change answers with a fresh one. */
export async function answersByToken(context: CaseContext): Promise<Exchange[]> {
  const visitor = context.visitor()
  const json = { ...context.firstUser, carrier: 'bearer' }
  const signedIn = await context.notBusy(() => visitor.post('/login', { json }))
  const answers = [signedIn]
  const requests = [
    ['GET', '/'],
    ['PUT', '/notes/milk', { text: 'two bottles' }],
    ['POST', '/notes', { name: 'tea', text: 'green' }],
    ['GET', '/notes'],
    ['DELETE', '/notes/milk'],
    ['POST', '/notes/tea/delete', {}],
    ['GET', '/me'],
    ['POST', '/logout'],
  ] as const
  let bearer = signedIn.member('token')
  for (const [method, path, body] of requests) {
    const of = { bearer: String(bearer), ...(body && { json: body }) }
    const answer = await visitor.request(method, path, of)
    bearer = answer.member('token') ?? bearer
    answers.push(answer)
  }
  answers.push(await visitor.get('/me', { bearer: 'no-token-of-anyone' }))
  return answers
}
