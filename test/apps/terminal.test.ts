/** A person closes the terminal's window: nothing is left running (Node 20 aborts at such an end). */
import { execFileSync, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { until } from '../support/until.ts'

const PROGRAM = fileURLToPath(new URL('../../apps/jwt/server.js', import.meta.url))

t.test('a server ends with its terminal', async (t) => {
  const DATA_DIR = t.testdir()
  // `script` (util-linux) gives the program a terminal, which is gone when `script` is killed.
  const terminal = spawn(
    'script',
    ['-qec', `exec '${process.execPath}' '${PROGRAM}'`, '/dev/null'],
    {
      env: { PATH: process.env.PATH, PORT: '0', DATA_DIR },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  let said = ''
  terminal.stdout.setEncoding('utf8').on('data', (text) => (said += text))
  await until('it listens', () => said.includes('Server listening'), { endsWith: terminal })
  const [pid] = execFileSync('pgrep', ['-P', String(terminal.pid)], { encoding: 'utf8' }).split(
    '\n',
  )
  t.teardown(() => kill(Number(pid)))
  t.ok(runs(Number(pid)), 'the server runs')
  terminal.kill('SIGKILL')
  await until('the server is gone', () => !runs(Number(pid)))
  t.pass('it is gone')
})

function runs(pid: number): boolean {
  return kill(pid, 0)
}

function kill(pid: number, signal: NodeJS.Signals | 0 = 'SIGKILL'): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
