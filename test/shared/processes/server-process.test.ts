/** The one way to start a server: what it says, and how it ends, is told to who started it. */
import t, { type Test } from 'tap'
import { ServerProcess } from '../../../shared/processes/server-process.ts'
import { until } from '../../../shared/processes/until.ts'

const NOISE_BYTES = 1_000_000
const LISTENS = "process.send({ listening: 'http://x' })"

function start(t: Test, code: string, shown = false): ServerProcess {
  const server = new ServerProcess('it', [process.execPath, '-e', code], {
    env: { PATH: process.env.PATH },
    shown,
  })
  t.teardown(() => server.stop('SIGKILL'))
  return server
}

t.test('a command that is not there is told as one that ended', async (t) => {
  const server = new ServerProcess('it', ['no-such-command'], { env: { PATH: process.env.PATH } })
  await t.rejects(server.listening, /ENOENT/)
  await server.stop()
})

t.test('what a shown server says after its start is not kept', async (t) => {
  const noise = `process.once('message', () => process.stderr.write('x'.repeat(${NOISE_BYTES})))`
  const { write } = process.stderr
  let shownBytes = 0
  process.stderr.write = ((chunk: Uint8Array | string, ...rest: unknown[]) => {
    shownBytes += chunk.length
    const done = rest.findLast((each) => typeof each === 'function')
    if (typeof done === 'function') done()
    return true
  }) as typeof write
  t.teardown(() => {
    process.stderr.write = write
  })
  const server = start(t, `${noise}; ${LISTENS}`, true)
  await server.listening
  server.process.send('make noise')
  await until('all of it is shown', () => shownBytes >= NOISE_BYTES, { endsWith: server.process })
  t.ok(server.output.length < NOISE_BYTES)
})

t.test('a crash before the stop is a crash', async (t) => {
  const server = start(t, "process.send({ listening: 'http://x' }, () => process.exit(7))")
  await server.listening
  await until('it has exited', () => server.process.exitCode !== null)
  t.equal(await server.stop(), 7)
  t.match(server.fault, 'ended by itself with status 7')
})

t.test('a stop is no fault', async (t) => {
  const server = start(t, `${LISTENS}; setInterval(() => {}, 1e6)`)
  await server.listening
  await server.stop()
  t.equal(server.fault, undefined)
})
