import fastifyCookie from '@fastify/cookie'
import Fastify, { type FastifyRequest } from 'fastify'
import t, { type Test } from 'tap'
import { ALICE, cookieOf, injectApp } from '../../../../apps/inject-app.ts'
import { presentedTokens } from '../../../../apps/jwt/workarounds/presented-tokens.ts'
import { cookieValues } from '../../../../shared/config/cookies.ts'

async function answer(
  t: Test,
  read: (request: FastifyRequest) => unknown,
  headers: Record<string, string>,
  bearerToken?: string,
) {
  const app = Fastify()
  t.teardown(() => app.close())
  app.decorateRequest('bearerToken', bearerToken)
  app.addHook('onRequest', async (request) => {
    request.cookieValues = cookieValues(request.headers.cookie)
  })
  await app.register(fastifyCookie)
  app.get('/', async (request) => ({ read: read(request) }))
  return (await app.inject({ url: '/', headers })).json().read
}

const TWO = { cookie: 'token=planted; other=1; token=real' }

t.test('control: of two cookies with one name @fastify/cookie gives only the first', async (t) => {
  t.equal(await answer(t, (request) => request.cookies.token, TWO), 'planted')
})

t.test('every cookie of the name is presented, in the order sent', async (t) => {
  t.strictSame(await answer(t, (r) => presentedTokens(r, 'token'), TWO), ['planted', 'real'])
})

t.test('no cookie of the name: nothing is presented', async (t) => {
  t.strictSame(await answer(t, (r) => presentedTokens(r, 'token'), { cookie: 'tokens=1' }), [])
  t.strictSame(await answer(t, (r) => presentedTokens(r, 'token'), {}), [])
})

t.test('a bearer token is presented alone', async (t) => {
  t.strictSame(await answer(t, (r) => presentedTokens(r, 'token'), TWO, 'brought'), ['brought'])
})

t.test('a planted cookie before the real one does not sign its owner out', async (t) => {
  const { app } = await injectApp(t, 'jwt')
  const real = cookieOf(await app.inject({ method: 'POST', url: '/login', payload: ALICE }))
  const name = real.slice(0, real.indexOf('='))
  for (const cookie of [`${name}=planted; ${real}`, `${real}; ${name}=planted`]) {
    t.equal((await app.inject({ url: '/me', headers: { cookie } })).statusCode, 200, cookie)
  }
})
