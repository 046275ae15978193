/** Servers that die or hang in the middle of a run, and one that somebody starts again. */
import t, { type Test } from 'tap'
import type { RunOptions } from '../../../shared/conformance/runner.ts'
import type { PatienceLimits } from '../../../shared/visitor/patience.ts'
import { type RunningServer, startServer } from '../../support/server.ts'
import { byContract, IMPATIENT, judgeHostile, type Told } from './judge-hostile.ts'

const AFTER_RESULTS = 30
/** Most of it is the time in which the server might come back. */
const BOUND_SECONDS = 30

/** Judges a server, and has something done to it once that many cases have their verdicts. */
async function judgeUntil(
  server: RunningServer,
  change: () => unknown,
  limits: Partial<PatienceLimits> = IMPATIENT,
): Promise<Told> {
  let results = 0
  const options: RunOptions = {
    accounts: server.url,
    onResult: () => {
      results += 1
      if (results === AFTER_RESULTS) change()
    },
  }
  return judgeHostile(server.url, byContract(server.url, limits), options)
}

function expectGivenUp(t: Test, { status, said, results, seconds }: Told): void {
  t.equal(status, 2)
  t.match(
    said,
    /Given up: \d+ of \d+ cases would be judged with a server that goes on answering: this one stopped\.$/,
  )
  const givenUp = results.filter((result) => result.givenUp)
  t.ok(givenUp.length > 100, `${givenUp.length} cases given up`)
  t.ok(givenUp.every(({ verdict }) => verdict === 'not-judged'))
  t.ok(
    results.filter(({ verdict }) => verdict === 'pass').length > 10,
    'what passed before is told',
  )
  t.notMatch(said, /: would be judged with a server that goes on/, 'one line tells of all')
  t.ok(seconds < BOUND_SECONDS, `${seconds} s`)
}

t.jobs = 3

t.test('a server that dies', async (t) => {
  const server = await startServer(t, 'server-session')
  expectGivenUp(t, await judgeUntil(server, () => server.stop('SIGKILL')))
})

t.test('a server that hangs', async (t) => {
  const server = await startServer(t, 'cookie-session')
  expectGivenUp(t, await judgeUntil(server, () => server.process.kill('SIGSTOP')))
})

t.test('a server that dies and is started again', async (t) => {
  const server = await startServer(t, 'jwt')
  const again = { PORT: new URL(server.url).port, DATA_DIR: server.dataDirectory }
  const startAgain = async () => {
    await server.stop('SIGKILL')
    await startServer(t, 'jwt', again)
  }
  // However busy the machine is that it starts on.
  const limits = { ...IMPATIENT, revivalMs: 60_000 }
  const { status, said, results } = await judgeUntil(server, startAgain, limits)
  t.comment(said.split('\n').at(-1) ?? '')
  t.equal(status, 1, 'some cases saw it die')
  t.ok(
    results.every((result) => !result.givenUp),
    'and the others were judged',
  )
})
