/** Whoever reads the log may end first: a log collector, a terminal, the process that started the server. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { NODE } from '../support/node.ts'
import { temporaryDirectory } from '../support/server.ts'

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
  t.strictSame(await ended, [0, null], 'it ends on its own')
})
