import t from 'tap'
import { makeDatabase, said, startMariaDb } from '../../../../shared/processes/backends/mariadb.ts'
import { slowProxy } from '../../../support/slow-proxy.ts'
import { statesDamaged } from './corrupt.ts'
import {
  engineFrozen,
  engineKilled,
  engineLate,
  engineStopped,
  engineTooLate,
  serverKilled,
} from './faults.ts'
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
    engineFrozen(6, [mariadb]),
    engineStopped(11, mariadb),
    engineKilled(16, mariadb),
  ])
})

t.test('sessions and accounts on a MariaDB that is slow for a while', async (t) => {
  const mariadb = await startMariaDb(t)
  if (mariadb === undefined) return
  const proxy = await slowProxy(t, mariadb.port)
  const database = await makeDatabase(mariadb.url)
  const url = `mysql://root@127.0.0.1:${proxy.port}/${database}`
  const faults = [engineLate(4, proxy), engineTooLate(10, proxy)]
  await underLoad(t, 'MariaDB, slow', { STORE: url, ACCOUNTS_URL: url }, faults)
})
