/**
 * The index of users' sign-ins, for a style that keeps state on the server: what `GET /sessions`
 * shows, and what "sign out everywhere" goes through. A sign-in lives as long as its row here.
 * The cost of a list is that of one user's sign-ins, not of everyone's.
 */
import type { Database } from './database.ts'

/** Times are milliseconds since the epoch. */
export interface SignInRow {
  id: string
  startedAt: number
  lastSeenAt: number
  userAgent: string
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
  endByHandle(handle: string): Promise<void>
  /** Ends one of the user's own. Undefined when it is not theirs, or not there: the same for both. */
  end(id: string, username: string): Promise<{ handle: string | null } | undefined>
  /** Ends all of a user's. */
  endAll(username: string): Promise<{ handle: string | null }[]>
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
        'UPDATE sign_ins SET last_seen_at = ?, expires_at = ?, handle = ? WHERE id = ?',
        Date.now(),
        expiresAt,
        handle,
        id,
      )
      return changed === 1
    },
    async lives(id) {
      return (await database.get('SELECT 1 AS lives FROM sign_ins WHERE id = ?', id)) !== undefined
    },
    async endByHandle(handle) {
      await database.run('DELETE FROM sign_ins WHERE handle = ?', handle)
    },
    async end(id, username) {
      const row = await database.get<{ handle: string | null }>(
        'SELECT handle FROM sign_ins WHERE id = ? AND username = ? AND expires_at > ?',
        id,
        username,
        Date.now(),
      )
      if (row !== undefined) await database.run('DELETE FROM sign_ins WHERE id = ?', id)
      return row
    },
    async endAll(username) {
      const rows = await database.all<{ id: string; handle: string | null }>(
        'SELECT id, handle FROM sign_ins WHERE username = ?',
        username,
      )
      for (const { id } of rows) await database.run('DELETE FROM sign_ins WHERE id = ?', id)
      return rows
    },
    list(username) {
      return database.all<SignInRow>(
        `SELECT id, started_at AS startedAt, last_seen_at AS lastSeenAt, user_agent AS userAgent
         FROM sign_ins WHERE username = ? AND expires_at > ? ORDER BY started_at, id`,
        username,
        Date.now(),
      )
    },
  }
}
