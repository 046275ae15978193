/**
 * The accounts' database: an embedded SQL file that all servers on this machine share (ACCOUNTS_URL
 * `file:PATH`). libsql brings its engine in the package. Its calls are synchronous and take
 * microseconds; the interface is asynchronous, so that a database elsewhere fits it too.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Libsql from 'libsql'
import { SettingError } from '../config/setting-error.ts'
import { storeUnavailable } from '../problems/problem.ts'

export type Value = string | number | null

export interface Database {
  all<Row>(sql: string, ...values: Value[]): Promise<Row[]>
  get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined>
  /** @returns how many rows it changed */
  run(sql: string, ...values: Value[]): Promise<number>
  /** The driver's own handle, for libraries that speak to it themselves. */
  client: Libsql.Database
  close(): Promise<void>
}

/** How long a write waits for another process that is writing. */
const BUSY_TIMEOUT_MS = 900

/**
 * Opens the file, and makes it and its tables where they are missing.
 * @throws SettingError when the file can't be opened
 */
export async function openDatabase(path: string): Promise<Database> {
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
  return {
    all: (sql, ...values) => closed(() => prepared(sql).all(...values) as never),
    get: (sql, ...values) => closed(() => (prepared(sql).get(...values) ?? undefined) as never),
    run: (sql, ...values) => closed(() => prepared(sql).run(...values).changes),
    client,
    close: async () => void client.close(),
  }
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

/** Counted up with each change of the tables; a file of another version is refused, not misread. */
const SCHEMA_VERSION = 1

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
  // As rate-limiter-flexible has it: the library would make it itself, but only some time after.
  `CREATE TABLE IF NOT EXISTS sign_in_failures (
    key TEXT PRIMARY KEY,
    points INTEGER NOT NULL DEFAULT 0,
    expire INTEGER
  )`,
]
