/**
 * `STORE=mysql://…`: a row for each session, by express-mysql-session on mysql2. What it needs beside:
 * - our connections, because its own wait without end for a server that does not answer;
 * - our sweep: it has a timer whose failure ends the process, and goes by this machine's clock, so one
 *   instance whose clock jumps would sweep away everyone's sessions. Ours goes by the database's;
 * - a row that is no JSON counts as absent (fail closed), and the next write replaces it.
 */
import { EventEmitter } from 'node:events'
import createMysqlStore from 'express-mysql-session'
import { Mysql } from '../../../shared/backends/mysql.ts'
import type { VisitorState } from '../../../shared/visitor-state.ts'
import type { StateStore } from './store.ts'

const SWEEP_EVERY_SECONDS = 60
const SWEPT_AT_ONCE = 1000
const MORE_SECONDS = 60

/** As the library has it, and an index for the sweep. */
const TABLE = `CREATE TABLE IF NOT EXISTS sessions (
  session_id VARCHAR(128) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
  expires INT UNSIGNED NOT NULL,
  data MEDIUMTEXT COLLATE utf8mb4_bin,
  INDEX sessions_by_expiry (expires)
)`

/** @throws SettingError when the server refuses the user or the database */
export async function openMysqlStore(url: string): Promise<StateStore> {
  const mysql = new Mysql('STORE', url, async (query) => void (await query(TABLE)))
  await mysql.start()
  const MysqlStore = createMysqlStore({ Store: EventEmitter } as never)
  const options = { clearExpired: false, createDatabaseTable: false }
  const query = async (sql: string, parameters: []) => [await mysql.query(sql, parameters)]
  const rows = new MysqlStore(options, { query } as never) as unknown as Rows

  const sweep = async () => {
    const sql = `DELETE FROM sessions WHERE expires < UNIX_TIMESTAMP() LIMIT ${SWEPT_AT_ONCE}`
    while ((await mysql.query(sql)).affectedRows === SWEPT_AT_ONCE);
  }
  const sweeper = setInterval(() => sweep().catch(() => {}), SWEEP_EVERY_SECONDS * 1000).unref()

  return {
    kind: 'mysql',
    async get(key) {
      try {
        return (await rows.get(key))?.state
      } catch (error) {
        if (error instanceof SyntaxError) return undefined
        throw error
      }
    },
    async set(key, state) {
      const expires = new Date(state.expiresAt + MORE_SECONDS * 1000)
      await rows.set(key, { state, cookie: { expires } })
    },
    destroy: (key) => rows.destroy(key),
    ready: async () => void (await mysql.query('SELECT 1')),
    close() {
      clearInterval(sweeper)
      return mysql.close()
    },
  }
}

/** The library's methods give promises where they are called without a callback. */
interface Rows {
  get(key: string): Promise<{ state: VisitorState } | null>
  set(key: string, data: { state: VisitorState; cookie: { expires: Date } }): Promise<void>
  destroy(key: string): Promise<void>
}
