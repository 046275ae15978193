import jsonwebtoken from 'jsonwebtoken'
import t from 'tap'
import { cookieOf, injectApp } from '../../../apps/inject-app.ts'

t.test('a token names who made it and for whom: this service, twice', async (t) => {
  const { app } = await injectApp(t, 'jwt')
  const [, token = ''] = cookieOf(await app.inject({ url: '/' })).split('=')
  const service = 'urn:three-ways-to-remember:jwt'
  t.match(jsonwebtoken.decode(token), { iss: service, aud: service })
})
