/** The sign-in form names the demo users where there are any, and nobody in production. */
import t, { type Test } from 'tap'
import { injectApp } from '../../../apps/inject-app.ts'
import { DEMO_USERS } from '../../../shared/accounts/demo-users.ts'

const PRODUCTION = {
  NODE_ENV: 'production',
  SECRETS: 'a secret of forty characters for this test',
  PUBLIC_ORIGIN: 'http://localhost',
}
const WRONG = 'username=alice&password=wrong-on-purpose'

t.test(
  'outside production the form names every demo user, also after a wrong password',
  async (t) => {
    for (const page of await pagesWithForm(t)) {
      for (const { username, password } of DEMO_USERS) {
        t.match(page, `<strong>${username}</strong>`)
        t.notMatch(page, password, 'but not its password')
      }
    }
  },
)

t.test('in production it names nobody', async (t) => {
  for (const page of await pagesWithForm(t, PRODUCTION)) {
    t.notMatch(page, 'Demo users')
    for (const { username, password } of DEMO_USERS) {
      t.notMatch(page, username)
      t.notMatch(page, password)
    }
  }
})

t.test('a server that was started alone links to no other', async (t) => {
  for (const page of await pagesWithForm(t)) t.notMatch(page, /<a href="http/)
})

async function pagesWithForm(t: Test, environment: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const { app } = await injectApp(t, 'jwt', environment)
  const headers = { accept: 'text/html' }
  const home = await app.inject({ url: '/', headers })
  const form = {
    ...headers,
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'http://localhost',
  }
  const refused = await app.inject({ method: 'POST', url: '/login', headers: form, payload: WRONG })
  t.strictSame([home.statusCode, refused.statusCode], [200, 401])
  for (const { body } of [home, refused]) t.match(body, 'action="/login"', 'it has the form')
  return [home.body, refused.body]
}
