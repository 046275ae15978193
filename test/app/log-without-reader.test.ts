/** Whoever reads the log may end first: a log collector, a terminal, the process that started the server. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { NODE } from '../support/node.ts'
import { temporaryDirectory } from '../support/server.ts'

/** Long for a program that has nothing left to do. */
const LIMIT_MS = 5000

t.test('a program ends although nobody reads its last words', async (t) => {
  const path = fileURLToPath(new URL('./logs-to-nobody.js', import.meta.url))
  const [command, ...args] = NODE
  const child = spawn(command, [...args, path], {
    env: { PATH: process.env.PATH, DATA_DIR: temporaryDirectory(t) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  await once(child, 'message')
  child.stdout?.destroy()
  await once(child.stdout as NodeJS.ReadableStream, 'close')
  const ended = once(child, 'exit')
  child.send('end')
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  const [status, signal] = await ended
  clearTimeout(timer)
  t.equal(signal, null, 'it was not ended by force')
  t.equal(status, 0)
})
