import t, { type Test } from 'tap'
import { startServer, temporaryDirectory } from '../../shared/processes/start-server.ts'
import { Visitor } from '../../shared/visitor/visitor.ts'
import { runProgram } from '../support/program.ts'

const PASSWORD = 'correct-horse-battery'
const NEXT_PASSWORD = 'staple-battery-horse'

function usersOf(t: Test, DATA_DIR = temporaryDirectory(t)) {
  const run = (input: string, ...args: string[]) =>
    runProgram('users', { DATA_DIR }, { args, input })
  return {
    DATA_DIR,
    run,
    async says(expected: string | RegExp, input: string, ...args: string[]) {
      const { status, stdout, stderr } = await run(input, ...args)
      t.strictSame([status, stderr], [0, ''], args.join(' '))
      t.match(stdout, expected)
    },
    async refuses(expected: RegExp, input: string, ...args: string[]) {
      const { status, stdout, stderr } = await run(input, ...args)
      t.equal(status, 1, args.join(' '))
      t.match(stderr, expected)
      t.match(stderr, /^[^\n]+\n$/, 'one sentence')
      t.equal(stdout, '')
      t.notMatch(stderr, /\bat .*:\d+/, 'without a stack')
    },
  }
}

t.jobs = 3
t.test('accounts on a running server, changed from a terminal', { buffered: true }, async (t) => {
  const { DATA_DIR, says } = usersOf(t)
  const server = await startServer(t, 'cookie-session', { DATA_DIR })
  const signIn = (password: string) =>
    new Visitor({ origin: new URL(server.url) }).signIn({ username: 'carol', password })
  const status = async (password: string) => (await signIn(password)).status

  t.equal(await status(PASSWORD), 401, 'nobody of that name')
  await says(/^Added carol\.\n$/, `${PASSWORD}\n`, 'add', 'carol')
  t.match((await signIn(PASSWORD)).json(), { user: { username: 'carol', role: 'member' } })
  await says('alice\tmember\nbob\tadmin\ncarol\tmember\n', '', 'list')

  await says(/^carol is admin now\.\n$/, '', 'role', 'carol', 'admin')
  t.match((await signIn(PASSWORD)).json(), { user: { role: 'admin' } })

  await says(/^carol has a new password\.\n$/, NEXT_PASSWORD, 'password', 'carol')
  t.equal(await status(PASSWORD), 401, 'the old password')
  t.equal(await status(NEXT_PASSWORD), 200, 'the new one')

  await says(/^carol is disabled\.\n$/, '', 'disable', 'carol')
  await says(/^carol\tadmin\tdisabled$/m, '', 'list')
  t.equal(await status(NEXT_PASSWORD), 401, 'disabled')
  await says(/^carol is enabled\.\n$/, '', 'enable', 'carol')
  t.equal(await status(NEXT_PASSWORD), 200, 'enabled again')
})

t.test('a wrong use changes nothing and is told in one sentence', { buffered: true }, async (t) => {
  const { says, refuses } = usersOf(t)
  await says(/^There are no users\..* first start .*demo users[^\n]*\n$/, '', 'list')
  await says(/^Added carol\.\n$/, `${PASSWORD}\n`, 'add', 'carol', 'admin')

  await refuses(/^carol exists/, PASSWORD, 'add', 'carol')
  await refuses(/name is/, PASSWORD, 'add', 'no spaces')
  await refuses(/No password/, '', 'add', 'dave')
  await refuses(/refused: at least 8 characters\.$/m, 'short\n', 'add', 'dave')
  await refuses(/refused: too many people/, 'password123\n', 'password', 'carol')
  await refuses(/refused: it is the user name/, 'carolcarol\n', 'password', 'carol')
  await refuses(/role is/i, PASSWORD, 'add', 'dave', 'emperor')
  await refuses(/role is/i, '', 'add', 'dave', 'emperor') // before a password is asked for
  await refuses(/name is.*begins with no -/, PASSWORD, 'add', '--admin')
  await refuses(/role is/i, '', 'role', 'carol')
  await refuses(/no user dave/, '', 'role', 'dave', 'admin')
  await says('carol\tadmin\n', '', 'list')
})

t.test('help and an unknown command show how it is used', { buffered: true }, async (t) => {
  const { run, says } = usersOf(t)
  for (const word of ['help', '--help', '-h']) await says(/^Usage: [\s\S]*\badd NAME\b/, '', word)
  for (const args of [[], ['remove', 'alice']]) {
    const { status, stdout, stderr } = await run('', ...args)
    t.strictSame([status, stdout], [1, ''])
    t.match(stderr, /^Usage: [\s\S]*\badd NAME\b[\s\S]*\bdisable NAME\b/)
  }
})
