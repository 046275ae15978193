/** `npm run users -- COMMAND …`: the accounts, from a terminal. Passwords are asked for, never arguments. */
import { createInterface } from 'node:readline'
import { openDatabase } from '../shared/accounts/open-database.ts'
import {
  PASSWORD_LEAST_CHARACTERS,
  PASSWORD_MOST_CHARACTERS,
  type WeakReason,
  weaknessOf,
} from '../shared/accounts/password-rules.ts'
import { hashPassword } from '../shared/accounts/passwords.ts'
import { type Users, usersIn } from '../shared/accounts/users.ts'
import { loadConfig } from '../shared/config/load.ts'
import { ROLES, type Role } from '../shared/visitor-state.ts'

const USAGE = `Usage: npm run users -- COMMAND
  list
  add NAME [ROLE]        asks for a password; ROLE is ${ROLES.join(' or ')}, ${ROLES[0]} if none is given
  password NAME          asks for a new password
  role NAME ROLE
  disable NAME           signs in no more; who is signed in stays so until it ends
  enable NAME
  help                   this text`

const HELP = ['help', '--help', '-h']

const REFUSED: Record<WeakReason, string> = {
  'too-short': `at least ${PASSWORD_LEAST_CHARACTERS} characters`,
  'too-long': `at most ${PASSWORD_MOST_CHARACTERS} characters`,
  common: 'too many people use it',
  name: 'it is the user name',
}

const NOBODY =
  'There are no users. The first start of a server adds the demo users, outside production.'

/** What went wrong, for the one at the terminal. */
class UsageError extends Error {}

process.umask(0o077) // as the servers have it: the accounts are for their own user alone
try {
  const args = process.argv.slice(2)
  console.log(HELP.includes(args[0] ?? '') ? USAGE : await onAccounts(args))
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

async function onAccounts(args: string[]): Promise<string> {
  const database = await openDatabase(loadConfig(0, accountsOnly()).accountsUrl)
  const said = await run(usersIn(database), args)
  await database.close()
  return said
}

async function run(users: Users, [command, name, role]: string[]): Promise<string> {
  if (command === 'list') return listed(users)
  if (name === undefined) throw new UsageError(USAGE)
  switch (command) {
    case 'add': {
      const username = checkedName(name)
      const itsRole = checkedRole(role ?? ROLES[0])
      if ((await users.find(username)) !== undefined) throw new UsageError(`${name} exists.`)
      const passwordHash = await askedForPassword(username)
      const added = await users.add({ username, role: itsRole, passwordHash })
      if (!added) throw new UsageError(`${name} exists.`)
      return `Added ${name}.`
    }
    case 'password': {
      if ((await users.find(name)) === undefined) throw new UsageError(`There is no user ${name}.`)
      await users.setPasswordHash(name, await askedForPassword(name))
      return `${name} has a new password.`
    }
    case 'role':
      return said(await users.setRole(name, checkedRole(role)), name, `is ${role} now`)
    case 'disable':
      return said(await users.setDisabled(name, true), name, 'is disabled')
    case 'enable':
      return said(await users.setDisabled(name, false), name, 'is enabled')
    default:
      throw new UsageError(USAGE)
  }
}

async function listed(users: Users): Promise<string> {
  const lines = (await users.list()).map(
    ({ username, role, disabled }) => `${username}\t${role}${disabled ? '\tdisabled' : ''}`,
  )
  return lines.join('\n') || NOBODY
}

function said(changed: boolean, name: string, what: string): string {
  if (!changed) throw new UsageError(`There is no user ${name}.`)
  return `${name} ${what}.`
}

function checkedName(name: string): string {
  if (/^[\p{L}\p{N}._@+][\p{L}\p{N}._@+-]{0,63}$/u.test(name)) return name
  throw new UsageError('A name is 1 to 64 letters, digits or any of . _ @ + - and begins with no -')
}

function checkedRole(role: string | undefined): Role {
  const known = ROLES.find((candidate) => candidate === role)
  if (known === undefined) throw new UsageError(`A role is ${ROLES.join(' or ')}.`)
  return known
}

async function askedForPassword(username: string): Promise<string> {
  const password = await askedUnseen(`Password for ${username}: `)
  const reason = await weaknessOf(password, username)
  if (reason !== undefined) throw new UsageError(`That password is refused: ${REFUSED[reason]}.`)
  return hashPassword(password)
}

/** Reads a line without showing it; from a pipe, the first line as it is. */
async function askedUnseen(question: string): Promise<string> {
  const { stdin, stdout } = process
  const lines = createInterface({ input: stdin, output: stdout, terminal: stdin.isTTY === true })
  const closed = new Promise<never>((_resolve, reject) =>
    lines.once('close', () => reject(new UsageError('No password was given.'))),
  )
  if (stdin.isTTY) {
    stdout.write(question)
    Object.assign(lines, { _writeToOutput: () => {} }) // readline's own way to write, made silent
  }
  const line = new Promise<string>((resolve) => lines.once('line', resolve))
  const password = await Promise.race([line, closed])
  closed.catch(() => {})
  lines.close()
  if (stdin.isTTY) stdout.write('\n')
  return password
}

/** The accounts are all that is needed here: neither secrets nor an origin have to be set. */
function accountsOnly(): NodeJS.ProcessEnv {
  const { ACCOUNTS_URL, DATA_DIR } = process.env
  return { ...(ACCOUNTS_URL && { ACCOUNTS_URL }), ...(DATA_DIR && { DATA_DIR }) }
}
