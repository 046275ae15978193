import t from 'tap'
import { makeDatabase, said, startMariaDb } from '../support/engines/mariadb.ts'
import { statesDamaged } from './corrupt.ts'
import { engineFrozen, engineKilled, engineStopped, serverKilled } from './faults.ts'
import { underLoad } from './under-load.ts'

t.test('sessions and accounts on MariaDB', async (t) => {
  const mariadb = await startMariaDb(t)
  if (mariadb === undefined) return
  const url = mariadb.url + (await makeDatabase(mariadb.url))
  const damage = async (key: string, text: string) => {
    const sql = `UPDATE sessions SET data = '${text}' WHERE session_id = '${key}'`
    const { affectedRows } = await said<{ affectedRows: number }>(url, sql)
    t.equal(affectedRows, 1, 'a row is damaged')
  }
  await underLoad(t, 'MariaDB, accounts too', { STORE: url, ACCOUNTS_URL: url }, [
    serverKilled(2),
    statesDamaged(4.5, damage),
    engineFrozen(6.5, [mariadb]),
    engineStopped(11, mariadb),
    engineKilled(16, mariadb),
  ])
})
