/** Ctrl-C, and what CI sends in its place: a run ends soon, and leaves the server as it found it. */
import { spawn } from 'node:child_process'
import t from 'tap'
import { Visitor } from '../../shared/visitor/visitor.ts'
import { NODE } from '../support/node.ts'
import { runProgram } from '../support/program.ts'
import { startServer } from '../support/server.ts'
import { until } from '../support/until.ts'

const BOUND_SECONDS = 10
const password = 'correct-horse-battery'

t.jobs = 2
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  t.test(`${signal} while a case has changed the second user's password`, async (t) => {
    const server = await startServer(t, 'server-session')
    // Users of their own: other runs on this machine may keep the demo users for a while.
    const users = [`first-${signal}`, `second-${signal}`].map((username) => ({
      username,
      password,
    }))
    for (const { username } of users) {
      const settings = { DATA_DIR: server.dataDirectory }
      await runProgram('users', settings, { args: ['add', username], input: `${password}\n` })
    }
    const named = users.flatMap(({ username }) => ['--user', `${username}:${password}`])
    const [command, ...node] = NODE
    const args = [...node, 'dist/shared/conformance/command.js', server.url, ...named]
    // A process group of its own: env stands before Node, and the signal is for both.
    const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const { pid = 0 } = child
    t.teardown(() => child.exitCode ?? process.kill(-pid, 'SIGKILL'))
    let said = ''
    child.stdout.resume()
    child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
    await until('a password is changed', () => server.output().includes('password changed'))
    const startedMs = performance.now()
    const status = new Promise((resolve) => child.once('close', resolve))
    process.kill(-pid, signal)
    t.equal(await status, 2)
    const seconds = (performance.now() - startedMs) / 1000
    t.ok(seconds < BOUND_SECONDS, `${seconds} s`)
    t.match(said, /\nStopped before all cases had run\.\n$/)
    const visitor = new Visitor({ origin: new URL(server.url) })
    const [, second] = users
    const signedIn = await visitor.signIn(second ?? { username: '', password })
    t.equal(signedIn.status, 200, 'the old password leads in')
  })
}
