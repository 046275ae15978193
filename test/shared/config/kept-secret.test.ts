import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startServer } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'
import { runProgram } from '../../support/program.ts'

/** It is a race: raise this to look for one. */
const ROUNDS = 1

t.test('the secret is made once, for its owner alone, and never told', async (t) => {
  const directory = join(t.testdir(), 'data')
  const first = await startServer(t, 'jwt', { DATA_DIR: directory, LOG_LEVEL: 'trace' })
  const path = join(directory, 'secret')
  const secret = readFileSync(path, 'utf8').trim()
  t.ok(Buffer.from(secret, 'base64url').length >= 32, 'it is long enough')
  t.equal(statSync(path).mode & 0o777, 0o600, 'mode of the file')
  t.equal(statSync(directory).mode & 0o777, 0o700, 'mode of the folder')
  await first.stop()
  const second = await startServer(t, 'jwt', { DATA_DIR: directory, LOG_LEVEL: 'trace' })
  t.equal(readFileSync(path, 'utf8').trim(), secret, 'a second start keeps it')
  await second.stop()
  t.notMatch(first.output() + second.output(), secret)
})

t.test('a kept secret that is empty or short is no secret', async (t) => {
  const DATA_DIR = t.testdir({ secret: '' })
  for (const kept of ['', 'short\n']) {
    writeFileSync(join(DATA_DIR, 'secret'), kept)
    const { status, stderr } = await runProgram('jwt/server', { PORT: '0', DATA_DIR })
    t.equal(status, 1)
    t.match(stderr, /^jwt: "[^"]*secret" holds no secret [^\n]*\.\n$/, 'one sentence')
  }
})

for (let round = 1; round <= ROUNDS; round += 1) {
  t.test(
    `three servers started at once share one secret and one database (${round})`,
    async (t) => {
      const DATA_DIR = join(t.testdir(), 'data')
      const servers = await Promise.all(STYLES.map((style) => startServer(t, style, { DATA_DIR })))
      const files = readdirSync(DATA_DIR).filter((name) => !/^accounts\.db-(wal|shm)$/.test(name))
      t.strictSame(files.sort(), ['accounts.db', 'secret'], 'nothing is left over')
      const wanted = { username: 'alice', password: 'alice-in-wonderland' }
      const answers = await Promise.all(
        servers.map(({ url }) => new Visitor({ origin: new URL(url) }).signIn(wanted)),
      )
      t.strictSame(
        answers.map(({ status }) => status),
        servers.map(() => 200),
        'alice signs in on each',
      )
      const statuses = await Promise.all(servers.map((server) => server.stop()))
      t.ok(
        statuses.every((status) => status === 0),
        'each ends well',
      )
      for (const server of servers) {
        t.notMatch(server.output(), /error|locked|"level":[456]0/i, 'without an error')
      }
    },
  )
}
