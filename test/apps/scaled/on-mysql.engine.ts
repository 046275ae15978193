/**
 * `npm run start:scaled` with accounts in MySQL, as on many machines: users, counts of failures and the
 * index of sign-ins are shared through it, states through Redis, and no file is.
 */
import { readdirSync } from 'node:fs'
import t from 'tap'
import { ALICE } from '../../../apps/inject-app.ts'
import { installed } from '../../../shared/processes/backends/installed.ts'
import { makeDatabase, said, startMariaDb } from '../../../shared/processes/backends/mariadb.ts'
import { howToGet } from '../../../shared/processes/missing.ts'
import { until } from '../../../shared/processes/until.ts'
import { STYLES } from '../../../shared/styles.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'
import { judgeScaled, LIMITS } from './judge-scaled.ts'
import { startCommand } from './start-command.ts'

const SECRETS = 'a-secret-that-every-instance-was-given'

t.test('scaled out on accounts in MySQL', async (t) => {
  if (installed(t, ['nginx'], howToGet(['nginx-light'])) === undefined) return
  if (installed(t, ['redis-server'], howToGet(['redis-server'])) === undefined) return
  const mariadb = await startMariaDb(t)
  if (mariadb === undefined) return
  const url = mariadb.url + (await makeDatabase(mariadb.url))
  const out = await startCommand(t, { ...LIMITS, SECRETS, ACCOUNTS_URL: url })
  await judgeScaled(t, out)

  for (const table of ['users', 'sign_ins', 'sign_in_failures']) {
    const [row] = await said<{ n: number }[]>(url, `SELECT COUNT(*) AS n FROM ${table}`)
    t.ok((row?.n ?? 0) > 0, `${table} of MySQL has ${row?.n} rows`)
  }
  const files = readdirSync(out.dataDirectory).sort()
  t.strictSame(files, ['nginx', 'redis'], 'and no file has any of it')

  t.test('SIGUSR2 replaces every instance, and everyone stays signed in', async (t) => {
    const visitors = STYLES.map((style) => new Visitor({ origin: new URL(out.url(style)) }))
    for (const visitor of visitors) t.equal((await visitor.signIn(ALICE)).status, 200)
    out.process.kill('SIGUSR2')
    const replaced = () => out.output().includes('Every instance has been replaced.')
    await until('it is done', replaced, { endsWith: out.process })
    for (const visitor of visitors) {
      t.match((await visitor.get('/me')).json(), { user: { username: 'alice' } })
    }
  })
})
