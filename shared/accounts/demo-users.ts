/** The users that everyone can sign in as, outside production only; README shows them, and the sign-in form names them. */
import { hashPassword } from './passwords.ts'
import type { Users } from './users.ts'

export interface DemoUser {
  readonly username: string
  readonly role: 'member' | 'admin'
  readonly password: string
}

export const DEMO_USERS: readonly DemoUser[] = [
  { username: 'alice', role: 'member', password: 'alice-in-wonderland' },
  { username: 'bob', role: 'admin', password: 'bob-the-builder' },
]

export async function addDemoUsers(users: Users): Promise<void> {
  for (const { username, role, password } of DEMO_USERS) {
    if ((await users.find(username)) !== undefined) continue // with whatever password it has by now
    await users.add({ username, role, passwordHash: await hashPassword(password) })
  }
}
