import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { about } from '../../../apps/server-session/about.ts'
import { createStyle } from '../../../apps/server-session/style.ts'
import { createService } from '../../../shared/app/create-service.ts'
import { loadConfig } from '../../../shared/config/load.ts'
import { SettingError } from '../../../shared/config/setting-error.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { runProgram } from '../../support/program.ts'

const LONG_SECRET = 'a-secret-that-is-long-enough-for-all-of-it'
const SHORT_SECRET = 'fac17'

const directory = temporaryDirectory(t)
const file = join(directory, 'a-file')
const folder = join(directory, 'a-folder')
writeFileSync(file, 'not a database, not a folder')
mkdirSync(folder)

const production = { NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://example.test' }

/** What is set wrong, and what the sentence has to name. */
const WRONG: [environment: NodeJS.ProcessEnv, named: RegExp][] = [
  [{ PORT: '65536' }, /^PORT must be a whole number from 0 to 65535\.$/],
  [{ PORT: '80.5' }, /^PORT must be a whole number from 0 to 65535\.$/],
  [{ PORT: '-1' }, /^PORT must be a whole number from 0 to 65535\.$/],
  [{ PORT: 'abc' }, /^PORT must be a whole number from 0 to 65535\.$/],
  [{ IDLE_SECONDS: '0' }, /^IDLE_SECONDS must be a whole number from 1 to 31536000\.$/],
  [{ NODE_ENV: 'prod' }, /^NODE_ENV must be one of development, production, test\.$/],
  [{ JWT_ALGORITHM: 'none' }, /^JWT_ALGORITHM must be one of HS256, ES256\.$/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of /],
  [{ SECRETS: `${LONG_SECRET},${SHORT_SECRET}` }, /SECRETS.*32 bytes/],
  [{ SECRETS: ' , ' }, /SECRETS/],
  [{ SECRETS_FILE: join(directory, 'none') }, /SECRETS_FILE/],
  [{ NODE_ENV: 'production', SECRETS: LONG_SECRET }, /PUBLIC_ORIGIN/],
  [{ PUBLIC_ORIGIN: 'example.test' }, /PUBLIC_ORIGIN/],
  [{ PUBLIC_ORIGIN: 'https://example.test/path' }, /PUBLIC_ORIGIN/],
  [{ PUBLIC_ORIGIN: `https://eve:${LONG_SECRET}@example.test` }, /PUBLIC_ORIGIN/],
  [{ PUBLIC_ORIGIN: 'https://example.test:99999' }, /PUBLIC_ORIGIN/],
  [{ BEARER_ORIGINS: 'example.test' }, /BEARER_ORIGINS/],
  [{ BEARER_ORIGINS: 'https://example.test/path' }, /BEARER_ORIGINS/],
  [{ TRUST_PROXY: 'nginx' }, /TRUST_PROXY/],
  [{ SIGN_IN_FAILURES_ACCOUNT: '20' }, /SIGN_IN_FAILURES_ACCOUNT/],
]

for (const [environment, named] of WRONG) {
  t.test(`${shown(environment)} is refused in one sentence`, (t) => {
    const error = thrownBy(() => loadConfig(0, { DATA_DIR: join(folder, 'data'), ...environment }))
    t.ok(error instanceof SettingError, 'is what a start answers with its message alone')
    clear(t, error?.message ?? '', named)
    t.end()
  })
}

/** What only shows when accounts or store are opened. */
const UNUSABLE: typeof WRONG = [
  [{ SECRETS: SHORT_SECRET }, /SECRETS.*32 bytes/],
  [production, /SECRETS/],
  [{ TRUST_PROXY: '10.0.0.0/99' }, /TRUST_PROXY/],
  [{ ACCOUNTS_URL: `file:${folder}` }, /ACCOUNTS_URL/],
  [{ ACCOUNTS_URL: `file:${file}` }, /ACCOUNTS_URL/],
  [{ ACCOUNTS_URL: `postgres://eve:${LONG_SECRET}@127.0.0.1/accounts` }, /ACCOUNTS_URL/],
  [{ ACCOUNTS_URL: `mysql://eve:${LONG_SECRET}@127.0.0.1` }, /ACCOUNTS_URL.*database/],
  [{ ACCOUNTS_URL: `mysql://eve:${LONG_SECRET}@:3306/accounts` }, /ACCOUNTS_URL/],
  [{ ACCOUNTS_URL: `mysql://eve:${LONG_SECRET}@127.0.0.1/a?ssl=false` }, /ACCOUNTS_URL.*ssl-mode/],
  ...['127.0.0.1', '[::1]'].map((address): (typeof WRONG)[number] => [
    { ACCOUNTS_URL: `mysql://eve:${LONG_SECRET}@${address}/a?ssl-mode=VERIFY_IDENTITY` },
    /ACCOUNTS_URL.*a name/,
  ]),
  [{ ACCOUNTS_URL: `mysql://eve:${LONG_SECRET}#@127.0.0.1/a` }, /ACCOUNTS_URL/],
  [{ ACCOUNTS_URL: `mysql://eve:%${LONG_SECRET}@127.0.0.1/a` }, /ACCOUNTS_URL.*%25/],
  [{ STORE: `mysql://eve:${LONG_SECRET}@127.0.0.1` }, /STORE.*database/],
  [{ STORE: 'mysql:' }, /STORE/],
  [{ STORE: `redis://eve:${LONG_SECRET}#@127.0.0.1` }, /STORE.*%23/],
  [{ STORE: `redis://eve:%${LONG_SECRET}@127.0.0.1` }, /STORE.*%25/],
  [{ STORE: `redis://eve:${LONG_SECRET}@127.0.0.1/sessions` }, /STORE/],
  [{ STORE: `redis://eve:${LONG_SECRET}@127.0.0.1:99999` }, /STORE.*HOST:PORT/],
  [{ STORE: `redis://eve:${LONG_SECRET}@127.0.0.1,127.0.0.2` }, /STORE.*redis-cluster/],
  [{ STORE: `redis-cluster://eve:${LONG_SECRET}@127.0.0.1,127.0.0.2/1` }, /STORE.*databases/],
  [{ STORE: 'redis:' }, /STORE/],
  [{ STORE: 'nonsense' }, /STORE/],
  [{ STORE: 'file:' }, /STORE/],
  [{ STORE: `file:${file}` }, /STORE/],
  [{ DATA_DIR: file }, /DATA_DIR/],
  [{ DATA_DIR: '/sys/can-not-be-made' }, /DATA_DIR/],
]

for (const [environment, named] of UNUSABLE) {
  t.test(`${shown(environment)} can not be used`, async (t) => {
    const settings = { DATA_DIR: join(folder, 'data'), ...environment }
    const starting = (async () => {
      await createService(about, createStyle, loadConfig(0, settings))
    })()
    const error = await starting.then(
      () => undefined,
      (reason: Error) => reason,
    )
    t.ok(error instanceof SettingError, 'is what a start answers with its message alone')
    clear(t, error?.message ?? '', named)
  })
}

/** As the one who starts it sees it. */
const STOPS: typeof WRONG = [
  [{ PORT: 'abc' }, /PORT/],
  [{ HOST: '192.0.2.1' }, /HOST/],
]

t.jobs = 2
for (const [environment, named] of STOPS) {
  t.test(`${shown(environment)} stops the server`, { buffered: true }, async (t) => {
    const settings = { PORT: '0', DATA_DIR: join(folder, 'data'), ...environment }
    const { status, stdout, stderr } = await runProgram('server-session/server', settings)
    t.equal(status, 1, 'exit status')
    t.match(stderr, /^server-session: /, 'which server it is')
    clear(t, stderr.slice('server-session: '.length).trimEnd(), named)
    t.equal(stdout, '', 'and nothing else')
  })
}

t.test('a port that is taken stops the server', { buffered: true }, async (t) => {
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

function clear(t: Test, sentence: string, named: RegExp): void {
  t.match(sentence, /^[A-Z][^\n]*\.$/, 'is one sentence')
  t.match(sentence, named, 'names what is wrong')
  t.notMatch(sentence, SHORT_SECRET, 'holds no secret')
  t.notMatch(sentence, LONG_SECRET, 'holds no secret')
  t.notMatch(sentence, /\^|\\s|:\d+:\d+/, 'is for people: no pattern, no place in the code')
}

function thrownBy(action: () => unknown): Error | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return error as Error
  }
}

function shown(environment: NodeJS.ProcessEnv): string {
  const pairs = Object.entries(environment).map((pair) => pair.join('='))
  return pairs.join(' ').replaceAll(directory, '…')
}
