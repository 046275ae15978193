import { join } from 'node:path'
import t from 'tap'
import { SETTINGS } from '../../../shared/config/settings.ts'
import { asked, localVisitor } from '../../../shared/processes/public-origin.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

const ALICE = { username: 'alice', password: 'alice-in-wonderland' }
const SECRET = 'a-secret-that-is-long-enough-for-all-of-it'

t.test('an empty variable counts as not set', async (t) => {
  const empty = Object.fromEntries(Object.keys(SETTINGS.properties).map((name) => [name, '']))
  const own = { PORT: '0', DATA_DIR: join(t.testdir(), 'data') }
  const server = await startServer(t, 'jwt', { ...empty, ...own })
  const { status, json } = await about(server.url)
  t.equal(status, 200)
  t.match(json, { lifetime: { idleSeconds: 1800 }, limits: { signIn: { account: 1000 } } })
})

t.test('production starts without demo users', async (t) => {
  const server = await startServer(t, 'jwt', {
    NODE_ENV: 'production',
    SECRETS: SECRET,
    PUBLIC_ORIGIN: 'https://example.test',
    LOG_LEVEL: 'trace',
  })
  const visitor = await localVisitor(server)
  const answer = await visitor.signIn(ALICE, asked('example.test'))
  t.equal(answer.status, 401)
  t.equal(answer.member('code'), 'invalid-credentials')
  t.notMatch(server.output(), SECRET, 'nor tells its secret')
})

t.test('secrets from a file sign like secrets from the environment', async (t) => {
  const directory = t.testdir({ secrets: `${SECRET}\n` })
  const fromFile = await startServer(t, 'jwt', { SECRETS_FILE: join(directory, 'secrets') })
  const given = await startServer(t, 'jwt', { SECRETS: `${SECRET}-newer, ${SECRET}` })
  const visitor = new Visitor({ origin: new URL(fromFile.url) })
  await visitor.signIn(ALICE)
  const there = new Visitor({ origin: new URL(given.url) })
  there.jar = visitor.jar.copy()
  t.equal((await there.get('/')).member('visits'), 1, 'known by the second secret')
  visitor.jar = there.jar.copy()
  t.equal((await visitor.get('/me')).status, 401, 'and signed anew with the first')
})

async function about(url: string) {
  const answer = await new Visitor({ origin: new URL(url) }).get('/about')
  return { status: answer.status, json: answer.json() }
}
