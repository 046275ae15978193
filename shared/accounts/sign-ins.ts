/**
 * The index of users' sign-ins, for a style that keeps state on the server: what `GET /sessions`
 * shows, and what "sign out everywhere" goes through. The cost of a list is that of one user's
 * sign-ins, not of everyone's.
 *
 * Ending has two steps. Marked as ended, a sign-in lives no more: it is not listed and can't be renewed.
 * Its row stays until the state that it points to is gone as well, so that who ends sign-ins while
 * a store fails can ask again and find them.
 */
import type { Database } from './database.ts'

/** Times are milliseconds since the epoch. */
interface SignInRow {
  id: string
  startedAt: number
  lastSeenAt: number
  userAgent: string
}

/** The style's handle for its state, or null when it never had one. */
interface Ended {
  handle: string | null
}

export interface SignInRegistry {
  /** Enters a new sign-in, which lives from now on. */
  begin(signIn: {
    id: string
    username: string
    userAgent: string
    startedAt: number
    expiresAt: number
  }): Promise<void>
  /** Notes that it was renewed, and the style's handle for it. False when it has ended. */
  renew(id: string, handle: string, expiresAt: number): Promise<boolean>
  lives(id: string): Promise<boolean>
  /** Marks the one with this handle as ended; none is no error. */
  endByHandle(handle: string): Promise<void>
  /** Marks one of the user's own. Undefined when it is not theirs, or not there: the same for both. */
  end(id: string, username: string): Promise<Ended | undefined>
  /** Marks all of a user's, but for one that goes on. */
  endAll(username: string, exceptId?: string): Promise<Ended[]>
  /** The state behind an ended sign-in is gone: now the row goes too. */
  clear(handle: string): Promise<void>
  list(username: string): Promise<SignInRow[]>
}

/** A header may be long; a list of devices need not be. */
const USER_AGENT_LIMIT_CHARACTERS = 200

export function signInRegistry(database: Database): SignInRegistry {
  return {
    async begin({ id, username, userAgent, startedAt, expiresAt }) {
      const now = Date.now()
      await database.run(
        'DELETE FROM sign_ins WHERE username = ? AND expires_at <= ?',
        username,
        now,
      )
      await database.run(
        `INSERT INTO sign_ins (id, username, user_agent, started_at, last_seen_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
        id,
        username,
        userAgent.slice(0, USER_AGENT_LIMIT_CHARACTERS),
        startedAt,
        now,
        expiresAt,
      )
    },
    async renew(id, handle, expiresAt) {
      const changed = await database.run(
        `UPDATE sign_ins SET last_seen_at = ?, expires_at = ?, handle = ?
         WHERE id = ? AND ended_at IS NULL`,
        Date.now(),
        expiresAt,
        handle,
        id,
      )
      return changed === 1
    },
    async lives(id) {
      const sql = 'SELECT 1 AS lives FROM sign_ins WHERE id = ? AND ended_at IS NULL'
      return (await database.get(sql, id)) !== undefined
    },
    async endByHandle(handle) {
      await database.run('UPDATE sign_ins SET ended_at = ? WHERE handle = ?', Date.now(), handle)
    },
    async end(id, username) {
      const row = await database.get<Ended>(
        'SELECT handle FROM sign_ins WHERE id = ? AND username = ? AND expires_at > ?',
        id,
        username,
        Date.now(),
      )
      if (row === undefined) return undefined
      await database.run('UPDATE sign_ins SET ended_at = ? WHERE id = ?', Date.now(), id)
      return { handle: row.handle }
    },
    async endAll(username, exceptId = '') {
      const sql = 'SELECT id, handle FROM sign_ins WHERE username = ? AND id <> ?'
      const rows = await database.all<Ended & { id: string }>(sql, username, exceptId)
      for (const { id } of rows) {
        await database.run('UPDATE sign_ins SET ended_at = ? WHERE id = ?', Date.now(), id)
      }
      return rows.map(({ handle }) => ({ handle }))
    },
    async clear(handle) {
      await database.run('DELETE FROM sign_ins WHERE handle = ? AND ended_at IS NOT NULL', handle)
    },
    list(username) {
      return database.all<SignInRow>(
        `SELECT id, started_at AS startedAt, last_seen_at AS lastSeenAt, user_agent AS userAgent
         FROM sign_ins WHERE username = ? AND expires_at > ? AND ended_at IS NULL ORDER BY started_at, id`,
        username,
        Date.now(),
      )
    },
  }
}
