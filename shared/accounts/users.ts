/** The users: who may sign in, in which role. One table for all three servers and their instances. */
import type { Role } from '../visitor-state.ts'
import type { Database } from './database.ts'

export interface User {
  username: string
  role: Role
  passwordHash: string
  disabled: boolean
}

export interface Users {
  find(username: string): Promise<User | undefined>
  list(): Promise<User[]>
  /** False when the name is taken. */
  add(user: Omit<User, 'disabled'>): Promise<boolean>
  /** Each is false when there is no such user. */
  setPasswordHash(username: string, passwordHash: string): Promise<boolean>
  setRole(username: string, role: Role): Promise<boolean>
  setDisabled(username: string, disabled: boolean): Promise<boolean>
}

type Row = Omit<User, 'disabled'> & { disabled: number }

const COLUMNS = 'username, role, password_hash AS passwordHash, disabled'

export function usersIn(database: Database): Users {
  async function update(column: string, value: string | number, username: string) {
    const sql = `UPDATE users SET ${column} = ? WHERE username = ?`
    return (await database.run(sql, value, username)) === 1
  }
  return {
    async find(username) {
      const row = await database.get<Row>(
        `SELECT ${COLUMNS} FROM users WHERE username = ?`,
        username,
      )
      return row && fromRow(row)
    },
    async list() {
      const rows = await database.all<Row>(`SELECT ${COLUMNS} FROM users ORDER BY username`)
      return rows.map(fromRow)
    },
    async add({ username, role, passwordHash }) {
      const sql = 'INSERT INTO users (username, role, password_hash) VALUES (?, ?, ?)'
      return database.insert(sql, username, role, passwordHash)
    },
    setPasswordHash: (username, hash) => update('password_hash', hash, username),
    setRole: (username, role) => update('role', role, username),
    setDisabled: (username, disabled) => update('disabled', disabled ? 1 : 0, username),
  }
}

function fromRow(row: Row): User {
  const { username, role, passwordHash, disabled } = row // the driver adds a member of its own
  return { username, role, passwordHash, disabled: disabled === 1 }
}
