import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { RawConnection } from '../../shared/visitor/raw-socket.ts'
import { VisitError } from '../../shared/visitor/send.ts'
import { Visitor } from '../../shared/visitor/visitor.ts'
import { type RunningServer, startServer, temporaryDirectory } from '../support/server.ts'
import { MAX_WAIT_MS, until } from '../support/until.ts'

const ALICE = { username: 'alice', password: 'alice-in-wonderland' }

function visitorOf({ url }: RunningServer): Visitor {
  return new Visitor({ origin: new URL(url) })
}

async function refusesConnections(server: RunningServer): Promise<boolean> {
  try {
    await visitorOf(server).get('/health/live')
    return false
  } catch (error) {
    return error instanceof VisitError && error.code === 'connection-failed'
  }
}

t.test('a request under way is answered when the server is told to stop', async (t) => {
  const server = await startServer(t, 'server-session')
  const { origin } = new URL(server.url)
  const slow = await RawConnection.open({ origin: new URL(origin) })
  t.teardown(() => slow.close())
  const body = JSON.stringify(ALICE)
  await slow.send(
    `POST /login HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  )
  t.ok(await slow.continued(MAX_WAIT_MS), 'the server has begun on it')

  const stopped = server.stop()
  await until('new connections are refused', () => refusesConnections(server))
  t.equal(server.process.exitCode, null, 'while it still waits for the one')
  await slow.send(body)
  const answer = await slow.answer(MAX_WAIT_MS)
  t.equal(answer.status, 200, 'which is answered')
  t.match(answer.head, /connection: close/i, 'as the last one on its connection')
  t.equal(answer.setCookieLines.length, 1, 'in full')
  t.equal(await stopped, 0, 'exit status')
  t.match(server.output(), /"event":"signed in"[\s\S]*"msg":"stopped"/)
})

t.test('a server stops when the channel to its parent is closed', async (t) => {
  const server = await startServer(t, 'jwt')
  const { origin, host } = new URL(server.url)
  const idle = await RawConnection.open({ origin: new URL(origin) })
  t.teardown(() => idle.close())
  await idle.send(`GET /about HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  t.equal((await idle.answer(MAX_WAIT_MS)).status, 200, 'a connection is kept alive meanwhile')
  const exited = once(server.process, 'exit')
  server.process.disconnect()
  t.strictSame(await exited, [0, null])
  t.match(server.output(), /"msg":"stopped"/)
})

t.test('a server stops when its parent is killed', async (t) => {
  const path = fileURLToPath(new URL('../../apps/jwt/server.js', import.meta.url))
  const program = `
    const child = require('node:child_process').fork(${JSON.stringify(path)}, { detached: true })
    child.once('message', ({ listening }) => console.log(JSON.stringify([child.pid, listening])))`
  const env = { PATH: process.env.PATH, PORT: '0', DATA_DIR: temporaryDirectory(t) }
  const parent = spawn(process.execPath, ['-e', program], { env: { ...env, LOG_LEVEL: 'silent' } })
  t.teardown(() => parent.kill('SIGKILL'))
  let said = ''
  parent.stdout.setEncoding('utf8').on('data', (text) => (said += text))
  await until('the server is up', () => said.includes('\n'), { endsWith: parent })
  const [pid, url] = JSON.parse(said) as [number, string]
  t.teardown(() => alive(pid) && process.kill(pid, 'SIGKILL'))
  t.equal((await new Visitor({ origin: new URL(url) }).get('/about')).status, 200)
  parent.kill('SIGKILL')
  t.ok(await until('the server is gone', () => !alive(pid)))
})

/** Signal 0 asks whether a process is there. */
function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
