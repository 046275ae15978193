import cookieSession from 'cookie-session'
import Fastify from 'fastify'
import Keygrip from 'keygrip'
import t, { type Test } from 'tap'
import { quietKeys } from '../../../../apps/cookie-session/workarounds/quiet-keys.ts'
import {
  attachMiddleware,
  sessionOf,
} from '../../../../apps/cookie-session/workarounds/under-fastify.ts'
import { cookieOf, setCookieLines } from '../../../../apps/inject-app.ts'

const ATTRIBUTES = { path: '/', sameSite: 'lax', secure: true, httpOnly: true } as const
const name = '__Host-session'
const before = new Keygrip(['old'], 'sha256')
const rotated = new Keygrip(['new', 'old'], 'sha256')
const after = new Keygrip(['new'], 'sha256')

/** Counts visits on POST and tells them on GET. */
async function counter(t: Test, keys: ReturnType<typeof Keygrip>) {
  const app = Fastify()
  t.teardown(() => app.close())
  const middleware = cookieSession({ name, keys, ...ATTRIBUTES })
  attachMiddleware(app, middleware, true, ({ headers }) => headers.cookie)
  app.get('/', async (request) => sessionOf(request).session)
  app.post('/', async (request) => {
    const { visits = 0 } = sessionOf(request).session as { visits?: number }
    sessionOf(request).session = { visits: visits + 1 }
    return {}
  })
  return app
}

const signedBefore = async (t: Test) =>
  cookieOf(await (await counter(t, before)).inject({ method: 'POST', url: '/' }))

t.test('control: after a rotation the library sets .sig anew without its attributes', async (t) => {
  const cookie = await signedBefore(t)
  const answer = await (await counter(t, rotated)).inject({ url: '/', headers: { cookie } })
  t.strictSame(answer.json(), { visits: 1 })
  t.equal(setCookieLines(answer).length, 1)
  t.match(setCookieLines(answer)[0], /^__Host-session\.sig=/)
  t.notMatch(setCookieLines(answer)[0], /samesite/i, 'SameSite is lost')
})

t.test('with quiet keys a read sets nothing, and the cookie still counts', async (t) => {
  const cookie = await signedBefore(t)
  const app = await counter(t, quietKeys(rotated))
  const answer = await app.inject({ url: '/', headers: { cookie } })
  t.strictSame(answer.json(), { visits: 1 })
  t.strictSame(setCookieLines(answer), [])
})

t.test('with quiet keys the next change sets both, whole, with the newest key', async (t) => {
  const cookie = await signedBefore(t)
  const app = await counter(t, quietKeys(rotated))
  const answer = await app.inject({ method: 'POST', url: '/', headers: { cookie } })
  t.equal(setCookieLines(answer).length, 2)
  for (const line of setCookieLines(answer)) {
    t.match(line, /; path=\/; samesite=lax; secure; httponly$/i, line)
  }
  const [state, signature] = answer.cookies
  t.ok(after.verify(`${name}=${state?.value}`, signature?.value ?? ''), 'the newest key signed it')
  const later = await counter(t, quietKeys(after))
  const headers = { cookie: cookieOf(answer) }
  t.strictSame((await later.inject({ url: '/', headers })).json(), { visits: 2 })
})

t.test('quiet keys refuse what no key has signed', async (t) => {
  const keys = quietKeys(rotated)
  const other = new Keygrip(['other'], 'sha256').sign('data')
  t.equal(keys.index('data', other), -1)
  t.equal(keys.verify('data', other), false)
  t.equal(keys.index('data', before.sign('data')), 0)
})

t.test('what was shown good is asked for once, and is good for nothing else', async (t) => {
  const newest = new Keygrip(['new'], 'sha256')
  let signed = 0
  const counted = {
    sign: (data: string) => {
      signed += 1
      return newest.sign(data)
    },
    verify: (data: string, digest: string) => newest.verify(data, digest),
    index: (data: string, digest: string) => newest.index(data, digest),
  }
  const keys = quietKeys(counted)
  const digest = newest.sign('s=one')
  t.ok(keys.verify('s=one', digest))
  t.equal(keys.index('s=one', digest), 0)
  t.equal(signed, 1, 'one signature was computed for both')
  t.equal(keys.index('s=one', digest), 0)
  t.equal(signed, 2, 'and another for who comes later')

  t.ok(keys.verify('s=one', digest))
  t.equal(keys.index('s=two', digest), -1, 'of another state it says nothing')
  t.equal(keys.index('s=one', newest.sign('s=two')), -1, 'nor of another signature')
  t.ok(keys.verify('s=one', digest))
  t.notOk(keys.verify('s=one', `${digest.slice(0, -1)}!`), 'a wrong one takes its place')
  t.equal(keys.index('s=one', `${digest.slice(0, -1)}!`), -1)
  for (const wrong of [
    '',
    digest.slice(0, -1),
    `${digest}A`,
    digest.toLowerCase(),
    'é'.repeat(43),
  ]) {
    t.notOk(keys.verify('s=one', wrong), wrong)
  }
})
