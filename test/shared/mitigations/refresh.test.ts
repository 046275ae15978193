import t, { type Test } from 'tap'
import { injectApp } from '../../../apps/inject-app.ts'
import { BOB, type Client, remedied } from './client.ts'

const REFRESH = {
  REFRESH: 'on',
  ACCESS_SECONDS: '60',
  IDLE_SECONDS: '600',
  ABSOLUTE_SECONDS: '3600',
}
const OVER = 61

const page = (client: Client, path: string) =>
  client.ask('GET', path, { headers: { accept: 'text/html' } })

async function withNote(client: Client) {
  await client.signIn()
  await client.ask('PUT', '/notes/milk', { payload: { text: '2 litres' } })
}

for (const style of ['jwt', 'cookie-session'] as const) {
  const start = (t: Test, more = {}) => remedied(t, style, { ...REFRESH, ...more })

  t.test(`${style}: the credential signs in for the access time, visited or not`, async (t) => {
    const { client, pass } = await start(t)
    const alice = client()
    await alice.signIn()
    pass(40)
    t.equal((await alice.ask('GET', '/')).json().user.username, 'alice')
    t.equal(await alice.user(), 'alice')
    pass(21)
    t.equal(await alice.user(), 401, 'a visit has not made it longer')
    t.equal((await alice.refresh()).statusCode, 204)
    pass(59)
    t.equal(await alice.user(), 'alice')
  })

  t.test(`${style}: nothing of the state is lost when the access time is over`, async (t) => {
    const { client, pass } = await start(t)
    const alice = client()
    await withNote(alice)
    await alice.ask('GET', '/')
    pass(OVER)
    t.match((await alice.ask('GET', '/')).json(), { visits: 2, user: null })
    t.match((await alice.ask('GET', '/')).json(), { visits: 3, user: null })
    t.equal((await alice.ask('GET', '/notes')).statusCode, 401)
    t.equal((await alice.ask('PUT', '/notes/x', { payload: { text: 'x' } })).statusCode, 401)
    t.equal((await alice.refresh()).statusCode, 204)
    t.match((await alice.ask('GET', '/')).json(), { visits: 4, user: { username: 'alice' } })
    t.match((await alice.ask('GET', '/notes')).json(), { notes: [{ name: 'milk' }] })
  })

  t.test(`${style}: idle and absolute time hold for the refresh token too`, async (t) => {
    const { client, pass } = await start(t)
    const [idle, alone, busy] = [client(), client(), client()]
    await idle.signIn()
    await alone.signIn()
    alone.cookies = alone.cookies.filter(({ path }) => path === '/refresh')
    await busy.signIn()
    pass(300)
    await busy.refresh()
    pass(301)
    t.equal((await idle.copy().refresh()).statusCode, 401, 'idle')
    t.equal((await alone.refresh()).statusCode, 401, 'the refresh token alone')
    for (let i = 0; i < 9; i += 1) {
      t.equal((await busy.refresh()).statusCode, 204, `${601 + i * 320} s`)
      pass(320)
    }
    pass(120)
    t.equal((await busy.refresh()).statusCode, 401, 'absolute')
  })

  t.test(`${style}: a visit within the access time keeps from idling out`, async (t) => {
    const { client, pass } = await start(t)
    const alice = client()
    await alice.signIn()
    pass(50)
    await alice.ask('GET', '/')
    pass(590)
    t.equal((await alice.refresh()).statusCode, 204, '640 s after sign-in, 590 after the visit')
  })

  t.test(`${style}: a lapsed credential is not kept alive by visits`, async (t) => {
    const { client, pass } = await start(t)
    const alice = client()
    await alice.signIn()
    pass(OVER)
    await alice.ask('GET', '/')
    pass(540)
    t.match((await alice.ask('GET', '/')).json(), { visits: 1 }, 'the whole state has ended')
    t.equal((await alice.refresh()).statusCode, 401)
  })

  t.test(
    `${style}: signing in over a lapsed credential carries over what rule 4 says`,
    async (t) => {
      const { client, pass } = await start(t)
      const alice = client()
      await withNote(alice)
      await alice.ask('GET', '/')
      pass(OVER)
      const bob = alice.copy()
      await bob.signIn(BOB)
      t.match((await bob.ask('GET', '/')).json(), { visits: 1, user: { username: 'bob' } })
      t.strictSame((await bob.ask('GET', '/notes')).json(), { notes: [] })
      await alice.signIn()
      t.match((await alice.ask('GET', '/notes')).json(), { notes: [{ name: 'milk' }] })
    },
  )

  t.test(`${style}: a refresh cookie planted beside the own one changes nothing`, async (t) => {
    const { client } = await start(t)
    const [alice, bob] = [client(), client()]
    await alice.signIn()
    await bob.signIn(BOB)
    const isRefresh = ({ path }: { path: string }) => path === '/refresh'
    const used = bob.copy()
    await bob.refresh()
    for (const planted of [bob, used]) {
      alice.cookies = [...planted.cookies.filter(isRefresh), ...alice.cookies]
      t.equal((await alice.refresh()).statusCode, 204)
      t.equal(await alice.user(), 'alice')
    }
  })

  t.test(`${style}: pages offer to stay signed in, and lead back`, async (t) => {
    const { client, pass } = await start(t)
    const alice = client()
    await alice.signIn()
    t.notMatch((await page(alice, '/')).body, 'Stay signed in')
    pass(OVER)
    t.match((await page(alice, '/')).body, 'Stay signed in')
    const refused = await page(alice, '/notes')
    t.equal(refused.statusCode, 401)
    t.match(refused.body, '<input type="hidden" name="next" value="/notes">')
    const headers = {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const payload = 'next=%2Fnotes'
    const led = await alice.ask('POST', '/refresh', { headers, payload })
    t.match([led.statusCode, led.headers.location], [303, '/notes'])
    t.equal((await page(alice, '/notes')).statusCode, 200)
    const away = await alice.ask('POST', '/refresh', { headers, payload: 'next=//evil.test' })
    t.equal(away.headers.location, '/')
  })

  t.test(`${style}: a credential from before the remedy signs nobody in`, async (t) => {
    const plain = await injectApp(t, style)
    const { client, config } = await start(t, {
      SECRETS: plain.config.secrets.join(','),
    })
    t.strictSame(config.secrets, plain.config.secrets)
    const alice = client()
    const answer = await plain.app.inject({
      method: 'POST',
      url: '/login',
      payload: { username: 'alice', password: 'alice-in-wonderland' },
    })
    alice.cookies = answer.cookies.map(({ name, value }) => ({ name, value, path: '/' }))
    t.equal(await alice.user(), 401)
    t.equal((await alice.refresh()).statusCode, 401)
    t.equal((await alice.signIn()).statusCode, 200)
    t.equal(await alice.user(), 'alice')
  })
}

t.test('jwt: a bearer has no refresh token, and its token lasts as ever', async (t) => {
  const { client, pass } = await remedied(t, 'jwt', REFRESH)
  const alice = client()
  const payload = { username: 'alice', password: 'alice-in-wonderland', carrier: 'bearer' }
  const signedIn = await alice.ask('POST', '/login', { payload })
  t.strictSame(alice.cookies, [])
  const headers = { authorization: `Bearer ${signedIn.json().token}` }
  pass(OVER)
  t.equal((await alice.ask('GET', '/me', { headers })).statusCode, 200)
  t.equal((await alice.ask('POST', '/refresh', { headers })).statusCode, 401)
})

t.test('jwt: the cookie’s token as a bearer token lasts the access time', async (t) => {
  const { client, pass } = await remedied(t, 'jwt', REFRESH)
  const alice = client()
  await alice.signIn()
  const token = alice.cookies.find(({ path }) => path === '/')?.value
  const headers = { authorization: `Bearer ${token}` }
  t.equal((await client().ask('GET', '/me', { headers })).statusCode, 200)
  pass(OVER)
  t.equal((await client().ask('GET', '/me', { headers })).statusCode, 401)
})

t.test(
  'over HTTPS the refresh cookie is Secure, of a __Secure- name and its own path',
  async (t) => {
    const { client } = await remedied(t, 'jwt', { ...REFRESH, PUBLIC_ORIGIN: 'https://x.test' })
    const headers = { host: 'x.test' }
    const payload = { username: 'alice', password: 'alice-in-wonderland' }
    const answer = await client().ask('POST', '/login', { headers, payload })
    const line = [answer.headers['set-cookie']].flat().find((each) => each?.includes('refresh'))
    t.match(
      line,
      /^__Secure-remember-jwt-refresh=[\w-]{43}; Path=\/refresh; HttpOnly; SameSite=Lax; Secure$/,
    )
  },
)

t.test('server-session, started with the same environment, needs none and has none', async (t) => {
  const { app } = await injectApp(t, 'server-session', { ...REFRESH, STATE_ENCRYPTION: 'on' })
  const about = (await app.inject('/about')).json()
  t.equal(about.can.refresh, false)
  t.strictSame(about.cookies, ['remember-server-session'])
  t.equal((await app.inject({ method: 'POST', url: '/refresh' })).statusCode, 501)
})
