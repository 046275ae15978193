import cookieSession from 'cookie-session'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import {
  attachMiddleware,
  sessionOf,
} from '../../../../apps/cookie-session/workarounds/under-fastify.ts'
import { cookieOf, setCookieLines } from '../../../../apps/inject-app.ts'

type Attach = (app: FastifyInstance, middleware: ReturnType<typeof cookieSession>) => void

/** The library as its README mounts it, but for Fastify. */
const bare: Attach = (app, middleware) => {
  app.decorateRequest('forMiddleware', null)
  app.addHook('onRequest', (request, reply, done) => {
    request.forMiddleware = { request: request.raw, response: reply.raw } as never
    middleware(request.raw as never, reply.raw as never, done)
  })
}

const repaired =
  (https: boolean): Attach =>
  (app, middleware) =>
    attachMiddleware(app, middleware, https, ({ headers }) => headers.cookie)

function app(t: Test, secure: boolean, attach: Attach): FastifyInstance {
  const app = Fastify()
  t.teardown(() => app.close())
  attach(app, cookieSession({ name: 's', keys: ['key'], secure, sameSite: 'lax' }))
  app.get('/', async (request) => sessionOf(request).session)
  app.post('/', async (request) => {
    sessionOf(request).session = { user: 'alice' }
    return {}
  })
  app.delete('/', async (request) => {
    sessionOf(request).session = null
    return {}
  })
  return app
}

t.test('control: under Fastify a Secure cookie is dropped in silence', async (t) => {
  const answer = await app(t, true, bare).inject({ method: 'POST', url: '/' })
  t.equal(answer.statusCode, 200)
  t.strictSame(setCookieLines(answer), [])
})

t.test('over HTTPS both cookies are set, and Secure', async (t) => {
  const https = app(t, true, repaired(true))
  const answer = await https.inject({ method: 'POST', url: '/' })
  t.equal(setCookieLines(answer).length, 2)
  for (const line of setCookieLines(answer)) t.match(line, /; secure/, line)
  const headers = { cookie: cookieOf(answer) }
  t.strictSame((await https.inject({ url: '/', headers })).json(), { user: 'alice' })
})

t.test('over HTTP both cookies are set, and not Secure', async (t) => {
  const http = app(t, false, repaired(false))
  const answer = await http.inject({ method: 'POST', url: '/' })
  t.equal(setCookieLines(answer).length, 2)
  for (const line of setCookieLines(answer)) t.notMatch(line, /; secure/, line)
})

t.test('null ends the session: both cookies are cleared', async (t) => {
  const http = app(t, false, repaired(false))
  const headers = { cookie: cookieOf(await http.inject({ method: 'POST', url: '/' })) }
  const answer = await http.inject({ method: 'DELETE', url: '/', headers })
  t.strictSame(
    answer.cookies.map(({ name, value, expires }) => [name, value, expires?.getTime()]).at(0),
    ['s', '', 0],
  )
  t.equal(answer.cookies.at(1)?.expires?.getTime(), 0, 'the signature expires too')
})
