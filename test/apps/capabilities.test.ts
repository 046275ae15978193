/** What the three servers must say of themselves: judged by their claims alone, they could claim less. */
import t from 'tap'
import { injectApp } from '../../apps/inject-app.ts'

const NONE = {
  revoke: false,
  endEverywhere: false,
  listSessions: false,
  noticeAccountChanges: false,
  refresh: false,
}

const DECLARED = {
  jwt: {
    style: 'jwt',
    version: '1',
    carriers: ['cookie', 'bearer'],
    cookies: ['remember-jwt'],
    stateKeptBy: 'client',
    store: null,
    can: NONE,
  },
  'cookie-session': {
    style: 'cookie-session',
    version: '1',
    carriers: ['cookie'],
    cookies: ['remember-cookie-session', 'remember-cookie-session.sig'],
    stateKeptBy: 'client',
    store: null,
    can: NONE,
  },
  'server-session': {
    style: 'server-session',
    version: '1',
    carriers: ['cookie'],
    cookies: ['remember-server-session'],
    stateKeptBy: 'server',
    store: 'memory',
    can: { ...NONE, revoke: true, endEverywhere: true, listSessions: true },
  },
} as const

for (const style of ['jwt', 'cookie-session', 'server-session'] as const) {
  t.test(`${style} declares what it is and what it can`, async (t) => {
    const { app } = await injectApp(t, style)
    const { limits: _limits, lifetime, ...declared } = (await app.inject('/about')).json()
    t.strictSame(declared, DECLARED[style])
    t.strictSame(lifetime, { idleSeconds: 1800, absoluteSeconds: 43_200 })
  })
}

t.test('no cookie name is shared by two styles', async (t) => {
  const names = Object.values(DECLARED).flatMap(({ cookies }) => [...cookies])
  t.equal(new Set(names).size, names.length)
})

t.test('over HTTPS every cookie has the __Host- prefix', async (t) => {
  for (const style of ['jwt', 'cookie-session', 'server-session'] as const) {
    const { app } = await injectApp(t, style, { PUBLIC_ORIGIN: 'https://example.org' })
    const about = await app.inject({ url: '/about', headers: { host: 'example.org' } })
    const expected = DECLARED[style].cookies.map((name) => `__Host-${name}`)
    t.strictSame(about.json().cookies, expected)
  }
})
