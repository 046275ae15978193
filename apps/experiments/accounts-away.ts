/**
 * An accounts' database that is there and answers nothing: its tables have other names, as in the middle of a
 * migration that went wrong. A file can't be stopped like a server, and one that is moved stays open.
 */
import type { Database } from '../../shared/accounts/database.ts'

const AWAY = 'away_'

/** Every question to it fails from now on. */
export async function takeAway(database: Database): Promise<void> {
  for (const name of await tables(database)) await rename(database, name, `${AWAY}${name}`)
}

/** As it was, with all that it held; nothing where it was not away. */
export async function bringBack(database: Database): Promise<void> {
  for (const name of await tables(database)) {
    if (name.startsWith(AWAY)) await rename(database, name, name.slice(AWAY.length))
  }
}

async function tables(database: Database): Promise<string[]> {
  const sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
  return (await database.all<{ name: string }>(sql)).map(({ name }) => name)
}

async function rename(database: Database, from: string, to: string): Promise<void> {
  await database.run(`ALTER TABLE ${from} RENAME TO ${to}`)
}
