/** Ctrl-C, and what CI sends in its place: the run ends, and leaves the server as it was. */
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { NODE } from '../../../shared/processes/node.ts'
import { localAddress } from '../../../shared/processes/public-origin.ts'
import { spawnProgram } from '../../../shared/processes/spawn-program.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'
import { runProgram } from '../../support/program.ts'

const password = 'correct-horse-battery'

/** Forwards every request, and holds the answer to the first password change until it is released. */
async function openHoldingProxy(t: Test) {
  let upstream = ''
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const seen: string[] = []
  const proxy = createServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming
    seen.push(`${method} ${url}`)
    const forwarded = request(new URL(url, upstream), { method, headers }, async (answer) => {
      const isChange = url === '/password' && (answer.statusCode ?? 500) < 300
      if (isChange && proxy.emit('password changed')) await released
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
    })
    forwarded.on('error', () => outgoing.destroy())
    incoming.pipe(forwarded)
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  t.teardown(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return {
    origin: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    seen,
    release,
    forwardTo: (address: string) => (upstream = address),
    passwordChanged: once(proxy, 'password changed'),
  }
}

t.jobs = 2
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  t.test(`${signal} while a case has changed the second user's password`, async (t) => {
    const proxy = await openHoldingProxy(t)
    const server = await startServer(t, 'server-session', { PUBLIC_ORIGIN: proxy.origin })
    proxy.forwardTo(await localAddress(server))
    // Users of their own: other runs on this machine may hold the demo users for a while.
    const users = [`first-${signal}`, `second-${signal}`].map((username) => ({
      username,
      password,
    }))
    for (const { username } of users) {
      const settings = { DATA_DIR: server.dataDirectory }
      await runProgram('users', settings, { args: ['add', username], input: `${password}\n` })
    }
    const named = users.flatMap(({ username }) => ['--user', `${username}:${password}`])
    const suite = 'dist/apps/conformance/command.js'
    const command = [...NODE, suite, proxy.origin, ...named, '--group', 'password']
    // A process group of its own: env stands before Node, and the signal is for both.
    const { process: child, said, ended } = spawnProgram(command, { detached: true })
    const { pid = 0 } = child
    t.teardown(() => child.exitCode ?? process.kill(-pid, 'SIGKILL'))
    const early = await Promise.race([proxy.passwordChanged, ended.then(() => 'ended')])
    t.not(early, 'ended', 'a password is changed')

    proxy.seen.length = 0
    process.kill(-pid, signal)
    // What the case does now, it does after the signal: its answer has not come yet.
    proxy.release()
    t.strictSame(await ended, { status: 2, signal: null })
    t.match(said.stderr, /\nStopped before all cases had run\.\n$/)
    const other = proxy.seen.filter((each) => !/^POST \/(login|password|logout)$/.test(each))
    t.strictSame(other, [], 'nothing but putting back and signing out')
    const changes = proxy.seen.filter((each) => each === 'POST /password')
    t.equal(changes.length, 1, 'the password is put back once')
    const visitor = new Visitor({ origin: new URL(proxy.origin) })
    const [, second] = users
    const signedIn = await visitor.signIn(second ?? { username: '', password })
    t.equal(signedIn.status, 200, 'the old password leads in')
  })
}
