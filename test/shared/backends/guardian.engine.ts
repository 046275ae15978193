/** Engines of a test are gone when it is, however it ended. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { startRedis } from '../../../shared/processes/backends/redis.ts'
import type { Telling } from '../../../shared/processes/missing.ts'
import { NODE } from '../../../shared/processes/node.ts'
import { until } from '../../../shared/processes/until.ts'

const isAlive = (pid: number) => existsSync(`/proc/${pid}`)

/** Starts a Redis, freezes it, tells of it, and waits to be killed. */
const TEST = `
  import t from 'tap'
  import { startRedis } from '${new URL('../../../shared/processes/backends/redis.js', import.meta.url)}'
  await t.test('a test', async (t) => {
    const redis = await startRedis(t)
    await redis.process.freeze()
    const folder = (await import('node:fs')).readlinkSync('/proc/' + redis.process.pid + '/cwd')
    console.log('STARTED ' + redis.process.pid + ' ' + folder)
    await new Promise(() => setInterval(() => {}, 1000))
  })
`

t.test('a test that is killed leaves no engine behind, not even a frozen one', async (t) => {
  if ((await startRedis(t)) === undefined) return
  const [command, ...args] = NODE
  const cwd = fileURLToPath(new URL('../../..', import.meta.url))
  const test = spawn(command, [...args, '--input-type=module', '-e', TEST], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let written = ''
  test.stdout.setEncoding('utf8').on('data', (text) => (written += text))
  const [, pid = '', folder = ''] = await until('it has started', () => {
    return /STARTED (\d+) (\S+)/.exec(written) ?? undefined
  })
  t.equal(isAlive(Number(pid)), true)
  t.equal(existsSync(folder), true)
  process.kill(-(test.pid as number), 'SIGKILL') // its whole group
  await until('the engine is gone', () => !isAlive(Number(pid)))
  await until('its folder is gone', () => !existsSync(folder))
  t.pass('both are gone')
})

t.test('so does a test that fails', async (t) => {
  const redis = await startRedis(t)
  if (redis === undefined) return
  let ended = async () => {}
  const inner: Telling = {
    name: 'inner',
    pass: () => {},
    fail: () => {},
    teardown: (end) => (ended = async () => void (await end())),
  }
  const other = await startRedis(inner)
  await ended()
  t.equal(isAlive(other?.process.pid ?? 0), false)
  t.equal(isAlive(redis.process.pid), true, 'and no one else’s')
})
