/** The accounts in MySQL or MariaDB (`ACCOUNTS_URL=mysql://…`), for instances on many machines. */
import { RateLimiterMySQL } from 'rate-limiter-flexible'
import { untilNoDeadlock } from '../backends/deadlock.ts'
import { Mysql, type Query } from '../backends/mysql.ts'
import { SettingError } from '../config/setting-error.ts'
import { storeUnavailable } from '../problems/problem.ts'
import { type Counter, type Database, type Fill, SCHEMA_VERSION, type Value } from './database.ts'

/** @throws SettingError when the server refuses the user, the database, or has another version of it */
export async function openMysql(url: string, fill: Fill): Promise<Database> {
  const mysql = new Mysql('ACCOUNTS_URL', url, async (query) => {
    for (const statement of SCHEMA) await query(statement)
    await checkVersion(query)
    await fill(databaseOn(mysql, query))
  })
  await mysql.start()
  return databaseOn(mysql, mysql.query)
}

function databaseOn(mysql: Mysql, query: Query): Database {
  const all = (sql: string, ...values: Value[]) => closed(() => query(sql, values))
  return {
    all: async <Row>(sql: string, ...values: Value[]) =>
      (await all(sql, ...values)) as unknown as Row[],
    get: async <Row>(sql: string, ...values: Value[]) =>
      (await all(sql, ...values))[0] as Row | undefined,
    // The rows that were found, as in the embedded database, also where they held this value before.
    run: async (sql, ...values) => (await all(sql, ...values)).affectedRows,
    insert: (sql, ...values) =>
      closed(async () => {
        try {
          return (await query(sql, values)).affectedRows === 1
        } catch (error) {
          if ((error as { code?: string }).code === 'ER_DUP_ENTRY') return false
          throw error
        }
      }),
    counter: (options) => counterOn(mysql, options),
    close: () => mysql.close(),
  }
}

function counterOn(mysql: Mysql, options: { points: number; duration: number; keyPrefix: string }) {
  const limiter = new RateLimiterMySQL({
    ...options,
    storeClient: { getConnection: getConnection(mysql) },
    storeType: 'pool',
    dbName: mysql.database,
    tableName: 'sign_in_failures',
    tableCreated: true,
  })
  const counter: Counter = {
    consume: (key) => mysql.run(() => untilNoDeadlock(() => limiter.consume(key))),
    reward: (key) => mysql.run(() => untilNoDeadlock(() => limiter.reward(key))),
    get: (key) => mysql.run(() => limiter.get(key)),
  }
  return counter
}

/**
 * The limiter rolls back without a callback, after an error too. Where the connection is gone, mysql2
 * then has nobody to tell but the process, which ends. It gets the three methods that it uses.
 */
function getConnection(mysql: Mysql) {
  return (done: (error: Error | null, connection?: object) => void) =>
    mysql.getConnection((error, connection) => {
      if (error) return done(error)
      done(null, {
        query: connection.query.bind(connection),
        rollback: () => connection.rollback(() => {}),
        release: () => connection.release(),
      })
    })
}

async function closed<Result>(operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation()
  } catch (error) {
    throw storeUnavailable(error)
  }
}

async function checkVersion(query: Query): Promise<void> {
  await query('INSERT IGNORE INTO schema_version VALUES (1, ?)', [SCHEMA_VERSION])
  const [row] = await query('SELECT version FROM schema_version')
  if (row?.version === SCHEMA_VERSION) return
  throw new SettingError('ACCOUNTS_URL: the tables of this database are of another version.')
}

/**
 * Bytes where SQLite has TEXT, which compares bytes: in a text column of MySQL names that differ in
 * case, accent or a space at the end could be equal. 64 characters are 256 bytes at most.
 */
const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS schema_version (
    only_row TINYINT PRIMARY KEY,
    version INT NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS users (
    username VARBINARY(256) PRIMARY KEY,
    role VARBINARY(32) NOT NULL,
    password_hash VARBINARY(256) NOT NULL,
    disabled TINYINT NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE IF NOT EXISTS sign_ins (
    id VARBINARY(64) PRIMARY KEY,
    username VARBINARY(256) NOT NULL,
    user_agent VARBINARY(800) NOT NULL,
    started_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    handle VARBINARY(128),
    INDEX sign_ins_of_user (username, expires_at),
    INDEX sign_ins_by_handle (handle)
  )`,
  `CREATE TABLE IF NOT EXISTS denied_sign_ins (
    id VARBINARY(64) PRIMARY KEY,
    until_ms BIGINT NOT NULL,
    INDEX denied_sign_ins_by_end (until_ms)
  )`,
  `CREATE TABLE IF NOT EXISTS sign_in_cut_offs (
    username VARBINARY(256) PRIMARY KEY,
    before_ms BIGINT NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS refresh_families (
    id VARBINARY(64) PRIMARY KEY,
    username VARBINARY(256) NOT NULL,
    role VARBINARY(32) NOT NULL,
    signed_in_at BIGINT NOT NULL,
    newest VARBINARY(64) NOT NULL UNIQUE,
    previous VARBINARY(64),
    renewed_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    INDEX refresh_families_by_end (ends_at)
  )`,
  `CREATE TABLE IF NOT EXISTS used_refresh_tokens (
    hash VARBINARY(64) PRIMARY KEY,
    family_id VARBINARY(64) NOT NULL,
    ends_at BIGINT NOT NULL,
    INDEX used_refresh_tokens_by_end (ends_at)
  )`,
  // Columns in the order in which rate-limiter-flexible has them.
  `CREATE TABLE IF NOT EXISTS sign_in_failures (
    \`key\` VARBINARY(255) PRIMARY KEY,
    points INT NOT NULL DEFAULT 0,
    expire BIGINT UNSIGNED
  )`,
]
