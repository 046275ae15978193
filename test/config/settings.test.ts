import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { runProgram } from '../support/program.ts'
import { temporaryDirectory } from '../support/server.ts'

const LONG_SECRET = 'a-secret-that-is-long-enough-for-all-of-it'
const SHORT_SECRET = 'fac17'

const directory = temporaryDirectory(t)
const file = join(directory, 'a-file')
const folder = join(directory, 'a-folder')
writeFileSync(file, 'not a database, not a folder')
mkdirSync(folder)

/** What is set, and what the sentence has to name. */
const WRONG: [environment: NodeJS.ProcessEnv, named: RegExp][] = [
  [{ PORT: 'abc' }, /PORT/],
  [{ PORT: '65536' }, /PORT/],
  [{ JWT_ALGORITHM: 'none' }, /JWT_ALGORITHM/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
  [{ IDLE_SECONDS: '0' }, /IDLE_SECONDS/],
  [{ SECRETS: SHORT_SECRET }, /SECRETS.*32 bytes/],
  [{ SECRETS: `${LONG_SECRET},${SHORT_SECRET}` }, /SECRETS.*32 bytes/],
  [{ SECRETS: ' , ' }, /SECRETS/],
  [{ SECRETS_FILE: join(directory, 'none') }, /SECRETS_FILE/],
  [{ NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://example.test' }, /SECRETS/],
  [{ NODE_ENV: 'production', SECRETS: LONG_SECRET }, /PUBLIC_ORIGIN/],
  [{ PUBLIC_ORIGIN: 'example.test' }, /PUBLIC_ORIGIN/],
  [{ PUBLIC_ORIGIN: 'https://example.test/path' }, /PUBLIC_ORIGIN/],
  [{ PUBLIC_ORIGIN: `https://eve:${LONG_SECRET}@example.test` }, /PUBLIC_ORIGIN/],
  [{ PUBLIC_ORIGIN: 'https://example.test:99999' }, /PUBLIC_ORIGIN/],
  [{ BEARER_ORIGINS: 'example.test' }, /BEARER_ORIGINS/],
  [{ BEARER_ORIGINS: 'https://example.test/path' }, /BEARER_ORIGINS/],
  [{ TRUST_PROXY: 'nginx' }, /TRUST_PROXY/],
  [{ TRUST_PROXY: '10.0.0.0/99' }, /TRUST_PROXY/],
  [{ ACCOUNTS_URL: `mysql://eve:${LONG_SECRET}@127.0.0.1/accounts` }, /ACCOUNTS_URL/],
  [{ ACCOUNTS_URL: `file:${folder}` }, /ACCOUNTS_URL/],
  [{ ACCOUNTS_URL: `file:${file}` }, /ACCOUNTS_URL/],
  [{ STORE: 'nonsense' }, /STORE/],
  [{ STORE: 'file:' }, /STORE/],
  [{ STORE: `file:${file}` }, /STORE/],
  [{ DATA_DIR: file }, /DATA_DIR/],
  [{ DATA_DIR: '/sys/can-not-be-made' }, /DATA_DIR/],
  [{ SIGN_IN_FAILURES_ACCOUNT: '20' }, /SIGN_IN_FAILURES_ACCOUNT/],
  [{ HOST: 'nowhere.invalid' }, /HOST/],
  [{ HOST: '192.0.2.1' }, /HOST/],
]

t.jobs = 2
for (const [environment, named] of WRONG) {
  const name = Object.entries(environment)
    .map((pair) => pair.join('='))
    .join(' ')
    .replace(directory, '…')
  t.test(`${name} stops the server with one sentence`, { buffered: true }, async (t) => {
    const settings = { PORT: '0', DATA_DIR: join(folder, 'data'), ...environment }
    const { status, stdout, stderr } = await runProgram('server-session/server', settings)
    t.equal(status, 1, 'exit status')
    t.match(stderr, /^server-session: [A-Z][^\n]*\.\n$/, 'one sentence')
    t.match(stderr, named, 'that names what is wrong')
    t.equal(stdout, '', 'and nothing else')
    t.notMatch(stderr, SHORT_SECRET, 'without the secret')
    t.notMatch(stderr, LONG_SECRET, 'without the secret')
    t.notMatch(stderr, /[a-z]:\d+:\d+|\^https/, 'without a place in the code or a pattern')
  })
}

t.test('a port that is taken is named', { buffered: true }, async (t) => {
  const other = createServer()
  const port = await new Promise<number>((resolve) =>
    other.listen(0, 'localhost', () => resolve((other.address() as { port: number }).port)),
  )
  t.teardown(() => other.close())
  const settings = { PORT: String(port), DATA_DIR: join(folder, 'data') }
  const { status, stderr } = await runProgram('server-session/server', settings)
  t.equal(status, 1)
  t.match(stderr, new RegExp(`^server-session: [^\\n]*\\b${port} is taken[^\\n]*\\.\\n$`))
})
