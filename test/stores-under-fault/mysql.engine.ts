import t from 'tap'
import { makeDatabase, startMariaDb } from '../support/engines/mariadb.ts'
import { engineFrozen, engineKilled, serverKilled } from './faults.ts'
import { underLoad } from './under-load.ts'

t.test('sessions and accounts on MariaDB', async (t) => {
  const mariadb = await startMariaDb(t)
  if (mariadb === undefined) return
  const url = mariadb.url + (await makeDatabase(mariadb.url))
  await underLoad(t, 'MariaDB, accounts too', { STORE: url, ACCOUNTS_URL: url }, [
    serverKilled(3),
    engineFrozen(8, [mariadb]),
    engineKilled(14, mariadb),
  ])
})
