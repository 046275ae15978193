/** Servers that die or hang in the middle of a run, and one that somebody starts again. */
import t, { type Test } from 'tap'
import type { RunOptions } from '../../../../shared/conformance/run/runner.ts'
import { type RunningServer, startServer } from '../../../../shared/processes/start-server.ts'
import { byContract, HostilePatience, judgeHostile, type Told } from './judge-hostile.ts'

const AFTER_RESULTS = 30
/** For a start, however busy the machine is. */
const RESTART_MS = 300_000

interface GivenUp extends Told {
  /** Requests that got no answer. */
  readonly unanswered: number
}

/** Judges a server, and has something done to it once that many cases have their verdicts. */
async function judgeUntil(
  server: RunningServer,
  change: () => unknown,
  given?: HostilePatience,
): Promise<GivenUp> {
  let results = 0
  const patience = given ?? new HostilePatience(() => results >= AFTER_RESULTS)
  const options: RunOptions = {
    accounts: server.url,
    onResult: () => {
      results += 1
      if (results === AFTER_RESULTS) change()
    },
  }
  const told = await judgeHostile(server.url, byContract(server.url, patience), options)
  return { ...told, unanswered: patience.unansweredCount }
}

function expectGivenUp(t: Test, { status, said, results, unanswered }: GivenUp): void {
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
  t.ok(unanswered < givenUp.length, `${unanswered} requests were waited for in vain`)
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
  const limits = { revivalMs: RESTART_MS, totalMs: Number.POSITIVE_INFINITY }
  const patience = new HostilePatience(() => false, limits)
  const { status, said, results } = await judgeUntil(server, startAgain, patience)
  t.comment(said.split('\n').at(-1) ?? '')
  t.equal(status, 1, 'some cases saw it die')
  t.ok(
    results.every((result) => !result.givenUp),
    'and the others were judged',
  )
})
