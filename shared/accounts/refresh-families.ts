/**
 * Refresh tokens, in families: all that came of one sign-in. A family is one row, and who holds its newest
 * token is said there alone; the hashes of those used before lead to it, so that one that comes again
 * is known. Only hashes are stored (SHA-256 of 256 random bits: nothing to guess, so nothing to slow down).
 */
import { randomBytes } from 'node:crypto'
import { sha256 } from '../config/keys.ts'
import type { SignIn } from '../visitor-state.ts'
import type { Database } from './database.ts'

/** ASVS 7.2.3 asks for 128 bits. */
const TOKEN_BYTES = 32

/** What a token stands for. Times are milliseconds since the epoch. */
export interface Presented {
  signIn: SignIn
  /** When the family got its newest token. */
  renewedAt: number
  endsAt: number
  /** Another has taken its place: whoever brings it holds a copy, or was robbed of one (RFC 9700 4.14.2). */
  usedBefore: boolean
}

export interface RefreshFamilies {
  /** @returns the first token of a new family */
  begin(signIn: SignIn, endsAt: number): Promise<string>
  find(token: string): Promise<Presented | undefined>
  /**
   * Uses up the token that was the newest when it was looked at: one caller gets the next, however many
   * bring it at once, on however many instances.
   * @returns the next token; nothing for one who was a moment later than another; undefined where the
   *   family has ended, or has gone on by more than one
   */
  rotate(token: string, presented: Presented): Promise<{ next?: string } | undefined>
  end(signInId: string): Promise<void>
}

interface Row {
  id: string
  username: string
  role: string
  signedInAt: number
  renewedAt: number
  endsAt: number
}

const FAMILY = `f.id, f.username, f.role, f.signed_in_at AS signedInAt, f.renewed_at AS renewedAt, f.ends_at AS endsAt
  FROM refresh_families f`

export function refreshFamilies(database: Database): RefreshFamilies {
  return {
    async begin({ id, username, role, signedInAt }, endsAt) {
      const now = Date.now()
      await database.run('DELETE FROM refresh_families WHERE ends_at <= ?', now)
      await database.run('DELETE FROM used_refresh_tokens WHERE ends_at <= ?', now)
      const token = newToken()
      await database.insert(
        `INSERT INTO refresh_families (id, username, role, signed_in_at, newest, renewed_at, ends_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ...[id, username, role, signedInAt, sha256(token), now, endsAt],
      )
      return token
    },
    async find(token) {
      const hash = sha256(token)
      const newest = await database.get<Row>(`SELECT ${FAMILY} WHERE f.newest = ?`, hash)
      if (newest !== undefined) return presented(newest, false)
      const used = await database.get<Row>(
        `SELECT ${FAMILY} JOIN used_refresh_tokens u ON u.family_id = f.id WHERE u.hash = ?`,
        hash,
      )
      return used && presented(used, true)
    },
    async rotate(token, { signIn: { id }, endsAt }) {
      const hash = sha256(token)
      const next = newToken()
      // First: were it noted after, and the process to end between, an old token would be unknown.
      await database.insert(
        'INSERT INTO used_refresh_tokens (hash, family_id, ends_at) VALUES (?, ?, ?)',
        ...[hash, id, endsAt],
      )
      const changed = await database.run(
        `UPDATE refresh_families SET newest = ?, previous = ?, renewed_at = ?
         WHERE id = ? AND newest = ?`,
        ...[sha256(next), hash, Date.now(), id, hash],
      )
      if (changed === 1) return { next }
      const sql = 'SELECT 1 AS later FROM refresh_families WHERE id = ? AND previous = ?'
      return (await database.get(sql, id, hash)) === undefined ? undefined : {}
    },
    async end(signInId) {
      await database.run('DELETE FROM refresh_families WHERE id = ?', signInId)
    },
  }
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

function presented(row: Row, usedBefore: boolean): Presented {
  const { renewedAt, endsAt, ...signIn } = row
  return { signIn, renewedAt, endsAt, usedBefore }
}
