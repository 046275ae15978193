import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { about } from '../../../apps/jwt/about.ts'
import { createStyle } from '../../../apps/jwt/style.ts'
import { buildApp } from '../../../shared/app/build-app.ts'
import { createService } from '../../../shared/app/create-service.ts'
import { loadConfig } from '../../../shared/config/load.ts'
import { PROBLEMS, type ProblemCode } from '../../../shared/problems/codes.ts'
import { startServer, temporaryDirectory } from '../../../shared/processes/start-server.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import { type RequestOptions, Visitor } from '../../../shared/visitor/visitor.ts'

/** No request that takes HTML can have these: they are refused on the socket, or for not taking it. */
const NEVER_A_PAGE: ProblemCode[] = ['not-acceptable', 'request-timeout', 'headers-too-large']

const ALICE = { username: 'alice', password: 'alice-in-wonderland' }
const WRONG = { username: 'alice', password: 'not-the-password' }

type Ask = [method: string, path: string, options?: RequestOptions]

const ANONYMOUS: Partial<Record<ProblemCode, Ask>> = {
  'invalid-request': ['POST', '/login', { json: {} }],
  'invalid-credentials': ['POST', '/login', { json: WRONG }],
  'not-signed-in': ['GET', '/me'],
  'cross-origin': ['POST', '/logout', { headers: { Origin: 'https://evil.test' } }],
  'not-found': ['GET', '/nothing-here'],
  'method-not-allowed': ['PUT', '/me'],
  'body-too-large': ['POST', '/login', { json: { ...ALICE, next: 'x'.repeat(1_100_000) } }],
  'uri-too-long': ['GET', `/${'x'.repeat(8_100)}`],
  'unsupported-media-type': [
    'POST',
    '/login',
    { body: 'x', headers: { 'Content-Type': 'text/plain' } },
  ],
  'misdirected-request': ['GET', '/', { headers: { Host: 'evil.test' } }],
  'style-cannot': ['POST', '/refresh'],
}

const SIGNED_IN: Partial<Record<ProblemCode, Ask>> = {
  'weak-password': changing({ currentPassword: ALICE.password, newPassword: 'short' }),
  'wrong-password': changing({ currentPassword: WRONG.password, newPassword: 'short' }),
  'state-too-large': ['PUT', '/notes/one', { json: { text: 'x'.repeat(70_000) } }],
}

t.test('every problem is the same for a browser as for a client', async (t) => {
  const DATA_DIR = temporaryDirectory(t)
  const directory = join(DATA_DIR, 'sessions')
  const server = await startServer(t, 'server-session', {
    DATA_DIR,
    STORE: `file:${directory}`,
    SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '4',
    SIGN_IN_FAILURES_ADDRESS: '1000',
  })
  const visitor = new Visitor({ origin: new URL(server.url) })
  const seen: ProblemCode[] = [...NEVER_A_PAGE]
  const same = async (code: string, ask: Ask) => {
    const asJson = await visitor.request(...ask)
    const [method, path, options] = ask
    const asPage = await visitor.request(method, path, { ...options, accept: 'text/html' })
    isSame(t, code as ProblemCode, asJson, asPage)
    seen.push(code as ProblemCode)
  }

  for (const [code, ask] of Object.entries(ANONYMOUS)) await same(code, ask)
  await visitor.signIn(ALICE)
  for (const [code, ask] of Object.entries(SIGNED_IN)) await same(code, ask)
  // Each wrong password above was sent twice, so four have failed.
  await same('too-many-attempts', ['POST', '/login', { json: ALICE }])
  const [busyJson, busyPage] = await crowd(visitor)
  isSame(t, 'busy', busyJson, busyPage)
  seen.push('busy', 'internal-error') // the last one has a test of its own

  rmSync(directory, { recursive: true })
  writeFileSync(directory, 'no folder')
  await same('store-unavailable', ['GET', '/'])
  t.strictSame(seen.sort(), Object.keys(PROBLEMS).sort(), 'every code of the list was seen')

  const errors = await visitor.get('/errors', { accept: 'text/html' })
  for (const code of Object.keys(PROBLEMS)) {
    t.match(errors.body, new RegExp(`<\\w+ id="${code}"`), `/errors#${code} leads to an element`)
  }
})

t.test('a fault of the server is a problem that tells nothing of it', async (t) => {
  const config = loadConfig(80, { DATA_DIR: t.testdir(), LOG_LEVEL: 'silent' })
  const { service, database } = await createService(about, createStyle, config)
  const app = await buildApp(config, service)
  t.teardown(() => app.close().then(database.close))
  app.get('/faulty', () => {
    throw Object.assign(new Error('inner words'), { code: 'INNER', path: '/inner/path' })
  })
  for (const accept of ['application/json', 'text/html']) {
    const answer = await app.inject({ url: '/faulty', headers: { host: 'localhost', accept } })
    t.equal(answer.statusCode, 500)
    t.match(answer.headers['content-type'], accept === 'text/html' ? accept : 'problem+json')
    t.match(answer.body, 'internal-error')
    t.notMatch(answer.body, /inner/i)
  }
})

function isSame(t: Test, code: ProblemCode, asJson: Exchange, asPage: Exchange): void {
  const { status, title } = PROBLEMS[code]
  t.equal(asJson.mediaType, 'application/problem+json', `${code}, ${asJson.name}`)
  t.match(asJson.json(), { status, title, code, type: `/errors#${code}`, detail: String })
  t.equal(asJson.status, status, 'status')
  t.equal(asPage.status, status, 'status of the page')
  t.equal(asPage.mediaType, 'text/html', 'is a page')
  t.match(asPage.body, `<a href="/errors#${code}"><code>${code}</code></a>`, 'tells the code')
  for (const name of ['retry-after', 'www-authenticate', 'allow']) {
    const both = [asJson, asPage].map((answer) => answer.header(name) !== undefined)
    t.equal(both[0], both[1], `${name} goes with both or with neither`)
  }
}

function changing(json: object): Ask {
  return ['POST', '/password', { json }]
}

/** So many sign-ins at once that the last ones are refused; half of them want pages. */
async function crowd({ options }: Visitor): Promise<[Exchange, Exchange]> {
  const answers = await Promise.all(
    Array.from({ length: 160 }, (_, at) => {
      const user = { username: `nobody-${at}`, password: WRONG.password }
      const accept = at % 2 === 0 ? 'application/json' : 'text/html'
      return new Visitor(options).signIn(user, { accept })
    }),
  )
  const busy = (accept: RegExp) =>
    answers.find((answer) => answer.status === 503 && accept.test(answer.mediaType))
  return [busy(/json/), busy(/html/)] as [Exchange, Exchange]
}
