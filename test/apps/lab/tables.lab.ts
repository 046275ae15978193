/** Tables are processes, so there are only so many: who left makes room, who looks keeps it. */
import t from 'tap'
import { MOST_TABLES, Tables, TooManyTables } from '../../../apps/lab/tables.ts'
import { asPage, post } from './asked.ts'
import { startLab } from './start-lab.ts'

t.test('when all are taken', async (t) => {
  const tables = new Tables()
  t.teardown(() => tables.close())
  const opened = []
  for (let i = 0; i < MOST_TABLES; i += 1) opened.push(await tables.open())
  const [first, second] = opened
  for (const table of opened) if (table !== second) table.events.listen(() => {})

  const next = await tables.open()
  t.equal(await tables.at(second?.id ?? ''), undefined, 'the one that nobody looked at has ended')
  t.equal(await tables.at(first?.id ?? ''), first, 'the others are as they were')
  next.events.listen(() => {})
  await t.rejects(tables.open(), new TooManyTables('All tables are taken.'))
})

t.test('a store that is not installed is said so, and nothing is changed', async (t) => {
  const PATH = t.testdir({
    node: t.fixture('symlink', process.execPath),
    env: t.fixture('symlink', '/usr/bin/env'),
  })
  const { url } = await startLab(t, 0, { PATH })
  const { id } = await post(url, '/api/tables')
  const choice = { remedy: 'none', store: 'redis' }
  t.match(await asPage(url, 'PUT', `/api/tables/${id}/choice`, choice), {
    status: 409,
    detail: /no redis-server here \(apt-get install redis-server\)/,
  })
  const seen = await (await fetch(`${url}/api/tables/${id}`)).json()
  t.match(seen, { seats: [{ choice: { store: 'memory' } }, {}, {}] })
})
