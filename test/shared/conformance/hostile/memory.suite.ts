/** The command as a process, before servers that send as much as it takes: it stays small. */
import t, { type Test } from 'tap'
import { NODE } from '../../../../shared/processes/node.ts'
import { startServer } from '../../../../shared/processes/start-server.ts'
import { run } from '../../../support/run.ts'
import { BEHAVIOURS } from './behaviours.ts'
import { type Answer, startChanging } from './changing.ts'
import { startBefore } from './servers.ts'

/** Node alone takes 80 of them. */
const MOST_MEGABYTES = 420
/** As many exchanges as any: visits to the 42nd, and tours of all routes. */
const GROUPS = ['visits', 'headers'].flatMap((group) => ['--group', group])
/** Nearly the largest answer that is taken. */
const PADDING = 'x'.repeat(4_000_000)

const TELLS_PEAK = `data:text/javascript,process.on('exit', () => {
  console.error('peak', Math.round(process.resourceUsage().maxRSS / 1000))
})`

/** Sound, with as much beside it as fits. */
function padded(answer: Answer): Answer {
  const isObject = answer.status === 200 && answer.body.startsWith('{')
  return isObject ? { ...answer, body: `{"padding":"${PADDING}",${answer.body.slice(1)}` } : answer
}

const server = await startServer(t, 'jwt')
t.jobs = 2

async function judged(t: Test, url: string) {
  const [command, ...node] = NODE
  const args = [...node, '--import', TELLS_PEAK, 'dist/apps/conformance/command.js', url]
  const { status, stdout, stderr } = await run(command, [...args, ...GROUPS])
  t.equal(status, 1, stderr)
  const megabytes = Number(/peak (\d+)/.exec(stderr)?.[1])
  t.ok(megabytes < MOST_MEGABYTES, `${megabytes} MB`)
  return stdout
}

t.test('answers without end', async (t) => {
  const endless = BEHAVIOURS['sends a body without end']
  const url = await startBefore(t, server.url, (route) => (route === 'GET /' ? endless : undefined))
  t.match(await judged(t, url), /the answer is over the \d+ bytes that there is room for/)
})

t.test('answers as large as are taken, all of them sound', async (t) => {
  const url = await startChanging(t, server.url, padded)
  const said = await judged(t, url)
  t.match(
    said,
    /visits\.counts-to-42[\s\S]*the \d+ bytes that there is room for/,
    'a case has a limit',
  )
})
