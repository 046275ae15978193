/**
 * The accounts in a file that all servers on this machine share (`ACCOUNTS_URL=file:PATH`). libsql
 * brings its engine in the package; its calls are synchronous and take microseconds.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Libsql from 'libsql'
import { RateLimiterSQLite } from 'rate-limiter-flexible'
import { SettingError } from '../config/setting-error.ts'
import { storeUnavailable } from '../problems/problem.ts'
import { type Database, type Fill, SCHEMA_VERSION, type Value } from './database.ts'

/** How long a write waits for another process that is writing. */
const BUSY_TIMEOUT_MS = 900

/** @throws SettingError when the file can't be opened */
export async function openEmbedded(path: string, fill: Fill): Promise<Database> {
  const client = opened(path)

  const statements = new Map<string, Libsql.Statement>()
  function prepared(sql: string): Libsql.Statement {
    const statement = statements.get(sql) ?? client.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  async function closed<Result>(operation: () => Result): Promise<Result> {
    try {
      return operation()
    } catch (error) {
      throw storeUnavailable(error)
    }
  }
  const database: Database = {
    all: <Row>(sql: string, ...values: Value[]) =>
      closed(() => prepared(sql).all(...values) as Row[]),
    get: <Row>(sql: string, ...values: Value[]) =>
      closed(() => (prepared(sql).get(...values) as Row | null) ?? undefined),
    run: (sql, ...values) => closed(() => prepared(sql).run(...values).changes),
    insert: (sql, ...values) =>
      closed(() => {
        try {
          return prepared(sql).run(...values).changes === 1
        } catch (error) {
          if ((error as { code?: string }).code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return false
          throw error
        }
      }),
    counter: (options) =>
      new RateLimiterSQLite({
        ...options,
        storeClient: client,
        storeType: 'better-sqlite3',
        tableName: 'sign_in_failures',
        tableCreated: true,
      }),
    close: async () => void client.close(),
  }
  await fill(database)
  return database
}

function opened(path: string): Libsql.Database {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const client = new Libsql(path, { timeout: BUSY_TIMEOUT_MS })
    // WAL: readers do not wait for a writer; NORMAL: safe against a crash of the process.
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = NORMAL')
    const [{ user_version: version }] = client.pragma('user_version') as [{ user_version: number }]
    if (version !== 0 && version !== SCHEMA_VERSION) throw new Error(`version ${version}`)
    for (const statement of SCHEMA) client.exec(statement)
    client.pragma(`user_version = ${SCHEMA_VERSION}`)
    return client
  } catch (cause) {
    throw new SettingError(`ACCOUNTS_URL: "${path}" can not be opened as a database.`, { cause })
  }
}

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS users (
    username TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE IF NOT EXISTS sign_ins (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    handle TEXT
  )`,
  'CREATE INDEX IF NOT EXISTS sign_ins_of_user ON sign_ins (username, expires_at)',
  'CREATE INDEX IF NOT EXISTS sign_ins_by_handle ON sign_ins (handle)',
  `CREATE TABLE IF NOT EXISTS denied_sign_ins (
    id TEXT PRIMARY KEY,
    until_ms INTEGER NOT NULL
  )`,
  'CREATE INDEX IF NOT EXISTS denied_sign_ins_by_end ON denied_sign_ins (until_ms)',
  `CREATE TABLE IF NOT EXISTS sign_in_cut_offs (
    username TEXT PRIMARY KEY,
    before_ms INTEGER NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS refresh_families (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    role TEXT NOT NULL,
    signed_in_at INTEGER NOT NULL,
    newest TEXT NOT NULL UNIQUE,
    previous TEXT,
    renewed_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
  )`,
  'CREATE INDEX IF NOT EXISTS refresh_families_by_end ON refresh_families (ends_at)',
  `CREATE TABLE IF NOT EXISTS used_refresh_tokens (
    hash TEXT PRIMARY KEY,
    family_id TEXT NOT NULL,
    ends_at INTEGER NOT NULL
  )`,
  'CREATE INDEX IF NOT EXISTS used_refresh_tokens_by_end ON used_refresh_tokens (ends_at)',
  // As rate-limiter-flexible has it: the library would make it itself, but only some time after.
  `CREATE TABLE IF NOT EXISTS sign_in_failures (
    key TEXT PRIMARY KEY,
    points INTEGER NOT NULL DEFAULT 0,
    expire INTEGER
  )`,
]
