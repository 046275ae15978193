/**
 * The accounts' database, which all servers share: an embedded SQL file on this machine, or MySQL,
 * which instances on many machines share. The SQL of users and sign-ins is the same for both; each
 * engine is one file, with its tables.
 */
import type { RateLimiterAbstract } from 'rate-limiter-flexible'

export type Value = string | number | null

export interface Database {
  all<Row>(sql: string, ...values: Value[]): Promise<Row[]>
  get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined>
  /** @returns how many rows it found to change */
  run(sql: string, ...values: Value[]): Promise<number>
  /** False where a row has this key already. */
  insert(sql: string, ...values: Value[]): Promise<boolean>
  /** Counts by key, in the table `sign_in_failures`. */
  counter(options: CounterOptions): Counter
  close(): Promise<void>
}

interface CounterOptions {
  points: number
  /** Length of the window in seconds. */
  duration: number
  keyPrefix: string
}

export type Counter = Pick<RateLimiterAbstract, 'consume' | 'get' | 'reward'>

/** Puts in what must be there; called before anyone else can use the database, perhaps more than once. */
export type Fill = (database: Database) => Promise<void>

/**
 * Counted up with each change of a table; a database of another version is refused, not misread. A table
 * more is no such change: a server that does not know it reads all others as before.
 */
export const SCHEMA_VERSION = 1
