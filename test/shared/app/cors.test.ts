import t, { type Test } from 'tap'
import { DECLARED } from '../../../apps/styles.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import { type RequestOptions, Visitor } from '../../../shared/visitor/visitor.ts'

const LISTED = 'https://app.example.test'
const SECOND = 'http://localhost:5173'
const BEARER_ORIGINS = `${LISTED}, ${SECOND}`
const ALICE = { username: 'alice', password: 'alice-in-wonderland' }
const BEARER = { ...ALICE, carrier: 'bearer' }

/** What a browser adds to a script's request from a page of another site. */
function from(origin: string, more: Record<string, string> = {}) {
  return { headers: { Origin: origin, 'Sec-Fetch-Site': 'cross-site', ...more } }
}

function preflight(visitor: Visitor, path: string, origin: string, method: string) {
  const asking = {
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': 'authorization,content-type',
  }
  return visitor.request('OPTIONS', path, from(origin, asking))
}

function corsHeaders({ response }: Exchange): string[] {
  const names = response.headers.map(([name]) => name.toLowerCase())
  return names.filter((name) => name.startsWith('access-control-'))
}

function readable(t: Test, answer: Exchange, origin: string): void {
  t.equal(answer.header('access-control-allow-origin'), origin, `${answer.name} may be read`)
  t.equal(answer.header('access-control-allow-credentials'), undefined, 'without credentials')
  t.match(answer.header('vary'), /\borigin\b/i)
}

t.test('jwt and the origins that may use bearer tokens', async (t) => {
  const server = await startServer(t, 'jwt', { BEARER_ORIGINS })
  const options = { origin: new URL(server.url) }
  const visitor = new Visitor(options)

  await t.test('a preflight from a listed origin is granted', async (t) => {
    for (const [origin, path, method] of [
      [LISTED, '/login', 'POST'],
      [SECOND, '/notes/one', 'PUT'],
    ] as const) {
      const answer = await preflight(visitor, path, origin, method)
      t.equal(answer.status, 204)
      readable(t, answer, origin)
      t.match(answer.header('access-control-allow-methods'), method)
      const headers = answer.header('access-control-allow-headers') ?? ''
      t.match(headers, /authorization/i)
      t.match(headers, /content-type/i)
    }
  })

  await t.test('a preflight from any other origin is not', async (t) => {
    const others = ['https://evil.test', `${LISTED}.evil.test`, 'http://app.example.test', 'null']
    for (const origin of others) {
      const answer = await preflight(visitor, '/login', origin, 'POST')
      t.equal(answer.status, 204, origin)
      t.strictSame(corsHeaders(answer), [])
      t.match(answer.header('vary'), /\borigin\b/i, 'a cache must not mix it up with another')
    }
  })

  await t.test('a listed origin signs in for a token, and reads answers to it', async (t) => {
    const stranger = new Visitor(options)
    const signedIn = await stranger.post('/login', { json: BEARER, ...from(LISTED) })
    t.equal(signedIn.status, 200)
    readable(t, signedIn, LISTED)
    t.strictSame(signedIn.setCookies(), [])
    const bearer = String(signedIn.member('token'))
    const requests: [string, string, RequestOptions, number][] = [
      ['GET', '/me', {}, 200],
      ['PUT', '/notes/one', { json: { text: 'first' } }, 200],
      ['PUT', '/notes/one', { json: {} }, 400],
      ['GET', '/nothing-here', {}, 404],
      ['PATCH', '/me', {}, 405],
      ['GET', '/sessions', {}, 501],
    ]
    for (const [method, path, more, status] of requests) {
      const answer = await stranger.request(method, path, { ...more, bearer, ...from(LISTED) })
      t.equal(answer.status, status)
      readable(t, answer, LISTED)
    }
  })

  await t.test('errors of the way in are readable', async (t) => {
    for (const [json, status] of [
      [{ ...BEARER, password: 'not-the-password' }, 401],
      [{ username: 'alice' }, 400],
    ] as const) {
      const answer = await visitor.post('/login', { json, ...from(LISTED) })
      t.equal(answer.status, status)
      readable(t, answer, LISTED)
    }
    const expired = await visitor.get('/me', { bearer: 'not.a.token', ...from(LISTED) })
    t.equal(expired.status, 401)
    readable(t, expired, LISTED)
  })

  await t.test('a cookie never travels that way', async (t) => {
    const forCookie = await visitor.post('/login', { json: ALICE, ...from(LISTED) })
    t.equal(forCookie.status, 403, 'no sign-in for a cookie from elsewhere')
    t.equal(forCookie.member('code'), 'cross-origin')
    t.strictSame(forCookie.setCookies(), [])

    const known = new Visitor(options)
    await known.signIn(ALICE)
    for (const json of [BEARER, ALICE]) {
      const answer = await known.copy().post('/login', { json, ...from(LISTED) })
      t.equal(answer.status, 403, 'nor a token beside the cookie')
      t.strictSame(corsHeaders(answer), [])
    }
    const read = await known.copy().get('/me', from(LISTED))
    t.strictSame(corsHeaders(read), [], 'nor is what the cookie shows readable')
    t.strictSame(corsHeaders(await visitor.get('/about', from(LISTED))), [], 'without a token too')
  })

  await t.test('an origin that is not listed reads nothing', async (t) => {
    const answer = await visitor.post('/login', { json: BEARER, ...from('https://evil.test') })
    t.equal(answer.status, 403)
    t.strictSame(corsHeaders(answer), [])
  })
})

for (const { name: style } of DECLARED.filter(({ carriers }) => !carriers.includes('bearer'))) {
  t.test(`${style} lets no other origin in`, async (t) => {
    const server = await startServer(t, style, { BEARER_ORIGINS })
    const visitor = new Visitor({ origin: new URL(server.url) })
    const answers = [
      [await preflight(visitor, '/login', LISTED, 'POST'), 204],
      [await visitor.post('/login', { json: BEARER, ...from(LISTED) }), 403],
      [await visitor.get('/me', { bearer: 'a.b.c', ...from(LISTED) }), 401],
    ] as const
    for (const [answer, status] of answers) {
      t.equal(answer.status, status)
      t.strictSame(corsHeaders(answer), [])
    }
  })
}
