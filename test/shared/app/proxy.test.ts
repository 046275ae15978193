import t from 'tap'
import { startServer } from '../../../shared/processes/start-server.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

/** One failure for an account from an address, so that the second tells whether it is the same address. */
const ONE_FAILURE = { SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '1' }

const WRONG = { username: 'alice', password: 'not-the-password-of-alice' }

function guess(visitor: Visitor, forwardedFor: string): Promise<Exchange> {
  return visitor.signIn(WRONG, { headers: { 'X-Forwarded-For': forwardedFor } })
}

t.test('from a stranger, X-Forwarded-* changes nothing', async (t) => {
  const server = await startServer(t, 'jwt', ONE_FAILURE)
  const visitor = new Visitor({ origin: new URL(server.url) })
  t.equal((await guess(visitor, '203.0.113.1')).status, 401)
  t.equal((await guess(visitor, '203.0.113.2')).status, 429, 'the address is the one of the peer')

  const { host } = new URL(server.url)
  for (const [name, header, actual, status] of [
    ['a foreign X-Forwarded-Host beside the own Host', 'other.test', host, 200],
    ['the own X-Forwarded-Host beside a foreign Host', host, 'other.test', 421],
  ] as const) {
    const headers = { Host: actual, 'X-Forwarded-Host': header }
    t.equal((await visitor.get('/about', { headers })).status, status, name)
  }

  const forwarded = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'other.test' }
  const first = await visitor.get('/', { headers: forwarded })
  t.equal(first.header('strict-transport-security'), undefined, 'is no HTTPS')
  t.notOk(first.setCookies()[0]?.attributes.some(([attribute]) => attribute === 'secure'))
  const foreign = { ...forwarded, Origin: 'https://other.test' }
  t.equal((await visitor.post('/logout', { headers: foreign })).status, 403, 'is no own origin')
  const own = { ...forwarded, Origin: new URL(server.url).origin }
  t.equal((await visitor.post('/logout', { headers: own })).status, 204)
})

t.test('from a configured proxy, X-Forwarded-For is the address that counts', async (t) => {
  const server = await startServer(t, 'jwt', { ...ONE_FAILURE, TRUST_PROXY: '127.0.0.1' })
  const proxy = new Visitor({ origin: new URL(server.url), connectAddress: '127.0.0.1' })
  t.equal((await guess(proxy, '203.0.113.1')).status, 401)
  t.equal((await guess(proxy, '203.0.113.1')).status, 429, 'the same address again')
  t.equal((await guess(proxy, '203.0.113.2')).status, 401, 'another address')
  const prefixed = await guess(proxy, '198.51.100.7, 203.0.113.2')
  t.equal(prefixed.status, 429, 'what a visitor wrote in front of it does not count')
  t.match(server.output(), /"address":"203\.0\.113\.2"/, 'the log tells it too')
})

t.test('a proxy that is not the configured one is a stranger', async (t) => {
  const server = await startServer(t, 'jwt', { ...ONE_FAILURE, TRUST_PROXY: '127.0.0.1' })
  const other = new Visitor({
    origin: new URL(server.url),
    connectAddress: '127.0.0.1',
    localAddress: '127.0.0.2',
  })
  t.equal((await guess(other, '203.0.113.1')).status, 401)
  t.equal((await guess(other, '203.0.113.2')).status, 429)
})
