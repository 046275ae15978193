/** Tables are processes, so there are only so many: who left makes room, who looks keeps it. */
import t from 'tap'
import { MOST_TABLES, Tables, TooManyTables } from '../../apps/lab/tables.ts'

t.test('when all are taken', async (t) => {
  const tables = new Tables()
  t.teardown(() => tables.close())
  const opened = []
  for (let i = 0; i < MOST_TABLES; i += 1) opened.push(await tables.open())
  const [first, second] = opened
  for (const table of opened) if (table !== second) table.listen(() => {})

  const next = await tables.open()
  t.equal(await tables.at(second?.id ?? ''), undefined, 'the one that nobody looked at has ended')
  t.equal(await tables.at(first?.id ?? ''), first, 'the others are as they were')
  next.listen(() => {})
  await t.rejects(tables.open(), new TooManyTables('All tables are taken.'))
})
