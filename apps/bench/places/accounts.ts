/** The accounts that our own servers read in a bench: the peers' people, their hashes as cheap as theirs. */
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { openDatabase } from '../../../shared/accounts/open-database.ts'
import { usersIn } from '../../../shared/accounts/users.ts'
import { CHEAPEST, nameOf, PASSWORD, PEOPLE_COUNT } from '../peers/kit/people.ts'

/** @returns their `ACCOUNTS_URL` */
export async function makeAccounts(folder: string, cost: object = CHEAPEST): Promise<string> {
  const url = `file:${join(folder, 'accounts.db')}`
  const database = await openDatabase(url)
  const users = usersIn(database)
  const passwordHash = await hash(PASSWORD, cost)
  for (let i = 0; i < PEOPLE_COUNT; i += 1) {
    await users.add({ username: nameOf(i), role: 'member', passwordHash })
  }
  await database.close()
  return url
}
