import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { cookieOf, setCookieLines } from '../../../../apps/inject-app.ts'
import { onlyVerifiedId } from '../../../../apps/server-session/workarounds/verified-id.ts'
import { JsonStore, NEW, OLD, sessionApp, signedCookie } from './session-app.ts'

/** An app, and the cookie of alice, who has signed in there. */
async function signedIn(t: Test, repaired: boolean) {
  const store = new JsonStore()
  const app = await sessionApp(t, repaired, store)
  const login = await app.inject({ method: 'POST', url: '/login' })
  return { app, store, cookie: cookieOf(login) }
}

const CLEARED_BARE = 'sid=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax' // no HttpOnly
const SET_WHOLE = /^sid=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/

t.test('a planted cookie before the real one', async (t) => {
  for (const [repaired, user] of [
    [false, null],
    [true, 'alice'],
  ] as const) {
    const { app, cookie } = await signedIn(t, repaired)
    const headers = { cookie: `sid=planted; ${cookie}` }
    const answer = await app.inject({ url: '/', headers })
    t.strictSame(answer.json(), { user }, repaired ? 'hides nothing' : 'control: hides it')
  }
})

t.test('several cookies: the first that verifies counts', async (t) => {
  const { app, store, cookie } = await signedIn(t, true)
  store.kept.set('of-bob', JSON.stringify({ user: 'bob' }))
  const bob = signedCookie('of-bob', OLD)
  const ask = async (cookie: string) =>
    (await app.inject({ url: '/', headers: { cookie } })).json().user
  t.equal(await ask(`${cookie}; ${bob}`), 'alice')
  t.equal(await ask(`sid=%zz; ${bob}; ${cookie}`), 'bob', 'broken percent-encoding is no obstacle')
  t.equal(await ask(`sid=; sid=.; ${cookie}; sid=x.y`), 'alice')
})

t.test('control: a read after a rotation clears the cookie that it has accepted', async (t) => {
  const { store, cookie } = await signedIn(t, false)
  const rotated = await sessionApp(t, false, store, [NEW, OLD])
  const answer = await rotated.inject({ url: '/', headers: { cookie } })
  t.strictSame(answer.json(), { user: 'alice' })
  t.strictSame(setCookieLines(answer), [CLEARED_BARE])
})

t.test('a read after a rotation leaves the cookie alone; a save signs it anew', async (t) => {
  const { store, cookie } = await signedIn(t, true)
  const rotated = await sessionApp(t, true, store, [NEW, OLD])
  const read = await rotated.inject({ url: '/', headers: { cookie } })
  t.strictSame(read.json(), { user: 'alice' })
  t.strictSame(setCookieLines(read), [])

  const saved = await rotated.inject({ method: 'POST', url: '/login', headers: { cookie } })
  t.equal(setCookieLines(saved).length, 1)
  t.match(setCookieLines(saved)[0], SET_WHOLE)
  t.equal(store.kept.size, 1, 'under the same id')
  const later = await sessionApp(t, true, store, [NEW])
  const headers = { cookie: cookieOf(saved) }
  t.strictSame((await later.inject({ url: '/', headers })).json(), { user: 'alice' })
})

t.test('control: a renewed id is cleared and set in one answer', async (t) => {
  const { app, cookie } = await signedIn(t, false)
  const answer = await app.inject({ method: 'POST', url: '/renew', headers: { cookie } })
  t.equal(setCookieLines(answer).length, 2)
  t.equal(setCookieLines(answer)[0], CLEARED_BARE)
})

t.test('a renewed id is set once, whole', async (t) => {
  const { app, store, cookie } = await signedIn(t, true)
  const answer = await app.inject({ method: 'POST', url: '/renew', headers: { cookie } })
  t.equal(setCookieLines(answer).length, 1)
  t.match(setCookieLines(answer)[0], SET_WHOLE)
  t.not(cookieOf(answer), cookie)
  t.equal(store.kept.size, 1, 'the old id is gone')
})

t.test('an id that is not in the store, and one that does not verify', async (t) => {
  for (const cookie of [signedCookie('unknown', OLD), 'sid=forged', 'sid=%zz']) {
    for (const [repaired, lines] of [
      [false, [CLEARED_BARE]],
      [true, []],
    ] as const) {
      const app = await sessionApp(t, repaired)
      const answer = await app.inject({ url: '/', headers: { cookie } })
      const what = repaired ? 'is left alone' : 'control: is cleared without HttpOnly'
      t.strictSame(setCookieLines(answer), lines, `${cookie} ${what}`)
      t.strictSame(answer.json(), { user: null })
    }
  }
})

t.test(
  'control: what a failed request left in the session is saved, and a cookie set',
  async (t) => {
    const { app, store, cookie } = await signedIn(t, false)
    const answer = await app.inject({ method: 'POST', url: '/fail', headers: { cookie } })
    t.equal(answer.statusCode, 500)
    t.match([...store.kept.values()], [/mallory/])
    t.match(setCookieLines(answer)[0], SET_WHOLE)
  },
)

t.test('an error saves nothing and sets nothing', async (t) => {
  const { app, store, cookie } = await signedIn(t, true)
  for (const headers of [{ cookie }, {}]) {
    const answer = await app.inject({ method: 'POST', url: '/fail', headers })
    t.equal(answer.statusCode, 500)
    t.strictSame(setCookieLines(answer), [])
  }
  t.match([...store.kept.values()], [/alice/])
  t.equal(store.kept.size, 1)
})

t.test(
  'what no one saves is not written in passing, and nothing is hashed to find out',
  async (t) => {
    for (const [repaired, user] of [
      [false, 'bob'],
      [true, 'alice'],
    ] as const) {
      const { app, cookie } = await signedIn(t, repaired)
      const headers = { cookie }
      await app.inject({ method: 'POST', url: '/change', headers })
      const answer = await app.inject({ url: '/', headers })
      t.strictSame(answer.json(), { user }, repaired ? 'as it was saved' : 'control: written')
    }
  },
)

t.test('the library sees an id that verifies, or none', async (t) => {
  const [old, newer] = [OLD, NEW].map((secret) => signedCookie('an-id', secret))
  const presented = (cookie = '') => decodeURIComponent(cookie.slice('sid='.length))
  for (const secrets of [[OLD], [NEW, OLD]]) {
    const seen: unknown[] = []
    const app = await sessionApp(t, true, new JsonStore(), secrets, seen)
    const sees = async (cookie: string) => {
      await app.inject({ url: '/', headers: { cookie } })
      return seen.pop()
    }
    for (const bad of ['sid=forged', 'sid=an-id.forged', 'sid=an-id', 'sid=', 'sid=%zz']) {
      t.equal(await sees(bad), undefined, bad)
      t.equal(await sees(`${bad}; ${bad}`), undefined, `${bad}, twice`)
      t.equal(await sees(`${bad}; ${old}`), presented(old), `${bad} before a good one`)
    }
    t.equal(await sees(`${old}`), presented(old))
    const isAccepted = secrets.includes(NEW)
    t.equal(await sees(`${newer}`), isAccepted ? presented(newer) : undefined, 'a good one of NEW')
  }
})

t.test('requests that overlap get each its own session', async (t) => {
  const { app, store, cookie } = await signedIn(t, true)
  store.kept.set('of-bob', JSON.stringify({ user: 'bob' }))
  const cookies = [cookie, signedCookie('of-bob', OLD), 'sid=forged', cookie]
  // Between the two hooks of one request stands one that waits (session-app.ts): the others come between.
  const answers = await Promise.all(
    cookies.map((cookie) => app.inject({ url: '/', headers: { cookie } })),
  )
  t.strictSame(
    answers.map((answer) => answer.json().user),
    ['alice', 'bob', null, 'alice'],
  )
})

t.test('before @fastify/cookie it is refused at the start', async (t) => {
  t.throws(() => onlyVerifiedId(Fastify(), 'sid', [OLD]), /@fastify\/cookie/)
})

t.test('a single cookie that is altered, unsigned or empty does not count', async (t) => {
  const { app, cookie } = await signedIn(t, true)
  const [, signed = ''] = cookie.split('=')
  const [id = '', signature = ''] = decodeURIComponent(signed).split('.')
  const as = async (value: string) => {
    const answer = await app.inject({ url: '/', headers: { cookie: `sid=${value}` } })
    t.strictSame(setCookieLines(answer), [], 'nothing is cleared')
    return answer.json().user
  }
  t.equal(await as(signed), 'alice')
  for (const value of [id, `${id}.`, `${id}.${signature.slice(1)}`, '', '%zz', `x${signed}`]) {
    t.equal(await as(value), null, value)
  }
})
