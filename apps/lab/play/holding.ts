/** What a server holds, read from where it is: its store, and the tables of the accounts that sign-ins write to. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../../shared/accounts/database.ts'
import { sha256 } from '../../../shared/config/keys.ts'
import type { OwnRedis } from '../../../shared/processes/own-redis.ts'
import { parseJson } from '../../../shared/visitor/json.ts'

export interface Entry {
  /** As it stands in the store: a hash of the session id, never the id itself. */
  readonly key: string
  readonly state: unknown
  /** In whose memory it is; none where the instances share the store. */
  readonly instance?: 1 | 2
}

export interface Holding {
  /** Null where the style has no store; `own` where the lab can't look into it. */
  readonly store: 'memory' | 'file' | 'redis' | 'own' | null
  /** Null while it can not be read. */
  readonly entries: readonly Entry[] | null
  /** Who can sign in, and as what. */
  readonly users: readonly { username: string; role: string; disabled: boolean }[]
  /** Rows that sign-ins left in the accounts' database, by table; only tables that have any. */
  readonly accounts: Readonly<Record<string, readonly object[]>>
}

/** What is under a session id: at most one in each memory. Stores put a prefix of their own before the hash. */
export function entriesUnder(entries: readonly Entry[], sessionId: string): Entry[] {
  const hash = sha256(sessionId)
  return entries.filter(({ key }) => key.endsWith(hash))
}

export async function inFiles(folder: string): Promise<Entry[] | null> {
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
    return await Promise.all(
      names.map(async (name) => ({
        key: name.replace(/\.json$/, ''),
        state: parseJson(await readFile(join(folder, name), 'utf8')),
      })),
    )
  } catch {
    return null
  }
}

export async function inRedis(redis: OwnRedis): Promise<Entry[] | null> {
  if (!redis.isUp) return null
  try {
    const lines = (await redis.content()).split('\n').filter(Boolean)
    return lines.map((line) => {
      const space = line.indexOf(' ')
      return { key: line.slice(0, space), state: parseJson(line.slice(space + 1)) }
    })
  } catch {
    return null // someone else ended it
  }
}

/** What a remedy or an index keeps there; users themselves are no part of it. */
const TABLES = ['sign_ins', 'denied_sign_ins', 'refresh_families', 'used_refresh_tokens']

export async function inAccounts(database: Database): Promise<Record<string, object[]>> {
  const found: Record<string, object[]> = {}
  for (const table of TABLES) {
    const rows = await database.all<object>(`SELECT * FROM ${table}`)
    if (rows.length > 0) found[table] = rows
  }
  return found
}
