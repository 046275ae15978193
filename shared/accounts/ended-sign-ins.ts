/**
 * What ends a sign-in that the server keeps no state of: a list of ended ids, and for each user a time
 * before which every sign-in began too early. The remedies read both; all instances share them.
 */
import type { Database } from './database.ts'

export interface EndedSignIns {
  /** Puts an id on the list until its credentials would have ended anyway, in milliseconds. */
  deny(id: string, untilMs: number): Promise<void>
  isDenied(id: string): Promise<boolean>
  /** Every sign-in of the user that began before this ends. */
  cutOff(username: string, beforeMs: number): Promise<void>
  /** The time before which the user's sign-ins began too early; 0 where there was no cut-off. */
  cutOffOf(username: string): Promise<number>
}

export function endedSignIns(database: Database): EndedSignIns {
  return {
    async deny(id, untilMs) {
      await database.run('DELETE FROM denied_sign_ins WHERE until_ms <= ?', Date.now())
      await database.insert('INSERT INTO denied_sign_ins (id, until_ms) VALUES (?, ?)', id, untilMs)
    },
    async isDenied(id) {
      const sql = 'SELECT 1 AS denied FROM denied_sign_ins WHERE id = ?'
      return (await database.get(sql, id)) !== undefined
    },
    async cutOff(username, beforeMs) {
      const insert = 'INSERT INTO sign_in_cut_offs (username, before_ms) VALUES (?, ?)'
      if (await database.insert(insert, username, beforeMs)) return
      const update =
        'UPDATE sign_in_cut_offs SET before_ms = ? WHERE username = ? AND before_ms < ?'
      await database.run(update, beforeMs, username, beforeMs)
    },
    async cutOffOf(username) {
      const sql = 'SELECT before_ms AS beforeMs FROM sign_in_cut_offs WHERE username = ?'
      return (await database.get<{ beforeMs: number }>(sql, username))?.beforeMs ?? 0
    },
  }
}
