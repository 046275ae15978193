/** What a server holds, read from where it is: its store, and the tables of the accounts that sign-ins write to. */
import { on } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../../shared/accounts/database.ts'
import { sha256 } from '../../../shared/config/keys.ts'
import { parseJson } from '../../../shared/visitor/json.ts'
import type { OwnRedis } from '../../processes/own-redis.ts'
import type { ServerProcess } from '../../processes/server-process.ts'
import type { Asked } from '../door/accounts.ts'

export interface Entry {
  /** As it stands in the store: a hash of the session id, never the id itself. */
  readonly key: string
  readonly state: unknown
  /** In whose memory it is; none where the instances share the store. */
  readonly instance?: 1 | 2
}

export interface Holding {
  /** Null where the style has no store. */
  readonly store: 'memory' | 'file' | 'redis' | null
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

interface Answer extends Pick<ThroughDoor, 'asked'> {
  readonly door?: number
  readonly entries: readonly [string, unknown][]
}

const ANSWER_LIMIT_MS = 2000
let asked = 0

/** What is known of a server that the lab alone is told, through the door that it started the server with. */
export interface ThroughDoor {
  /** Of a memory store; empty where there is none. */
  readonly entries: readonly Entry[]
  /** What the accounts' database was asked since the door was asked last. */
  readonly asked: readonly Asked[]
}

/** @returns null where the server is gone */
export async function throughDoor(
  server: ServerProcess | undefined,
  aheadMs: number,
): Promise<ThroughDoor | null> {
  const channel = server?.channel
  if (channel === undefined) return null
  asked += 1
  const door = asked
  const messages = on(channel, 'message', { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
  channel.send({ door, aheadMs }, () => {}) // one that is gone meanwhile does not answer
  try {
    for await (const [message] of messages) {
      const { door: answered, entries, asked } = message as Answer
      if (answered !== door) continue
      return { entries: entries.map(([key, state]) => ({ key, state })), asked }
    }
  } catch {
    // too late
  }
  return null
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
