/** `npm run bench`: what each style costs, beside the route with no auth and what people use instead. */
import { parseArgs } from 'node:util'
import { noSuch } from '../../shared/nearest.ts'
import { requireWritable, writeReports } from '../../shared/reports/files.ts'
import { clearStatus, showStatus } from '../../shared/terminal/progress.ts'
import { UsageError } from '../../shared/terminal/usage-error.ts'
import { BASELINE, ROUTES, type Route } from './figures/record.ts'
import { report } from './report.ts'
import { type BenchOptions, runBench } from './run.ts'
import { SUBJECTS } from './subjects.ts'

const USAGE = `npm run bench -- [options]

  --quick          GET /me alone, of the styles and their tuned peers, in under 2 minutes
  --only ID        measure this subject beside the route with no auth; repeatable
  --route ROUTE    measure this route alone (${ROUTES.join(', ')}); repeatable
  --rounds N       how often each is measured (default 15)
  --not-judged     leave out the core profile, by which a peer is ranked or not
  --json FILE      write every sample, the environment and the versions
  --list           name the subjects and stop
  --help           this text

Nothing else should run meanwhile. Exit status: 0 measured, 1 stopped or not possible, 2 wrong use.`

const OPTIONS = {
  quick: { type: 'boolean' },
  only: { type: 'string', multiple: true },
  route: { type: 'string', multiple: true },
  rounds: { type: 'string' },
  'not-judged': { type: 'boolean' },
  json: { type: 'string' },
  list: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const QUICK = [
  BASELINE,
  ...['jwt', 'cookie-session', 'server-session', 'secure-session', 'fastify-jwt.tuned'],
  ...['jsonwebtoken.tuned', 'cookie-session.tuned', 'express-session.tuned'],
]

type Chosen = Omit<BenchOptions, 'onProgress' | 'stop'>

async function main(stop: AbortSignal): Promise<number> {
  const { values } = parseValues()
  if (values.help) return said(USAGE)
  if (values.list)
    return said(SUBJECTS.map(({ id, title }) => `${id.padEnd(30)}  ${title}`).join('\n'))
  const chosen = chosenBy(values)
  requireWritable({ json: values.json })
  const record = await runBench({ ...chosen, stop, onProgress: showStatus })
  clearStatus()
  console.log(report(record))
  writeReports({ json: values.json }, record)
  return 0
}

function parseValues() {
  try {
    return parseArgs({ options: OPTIONS })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function chosenBy(values: ReturnType<typeof parseValues>['values']): Chosen {
  const ids = SUBJECTS.map(({ id }) => id)
  const only = values.only ?? (values.quick ? QUICK : ids)
  const unknown = only.find((id) => !ids.includes(id))
  if (unknown !== undefined) throw new UsageError(noSuch('subject', unknown, ids))
  const routes = values.route ?? (values.quick ? ['me'] : [...ROUTES])
  const strange = routes.find((route) => !ROUTES.includes(route as Route))
  if (strange !== undefined) throw new UsageError(noSuch('route', strange, ROUTES))
  const rounds = Number(values.rounds ?? (values.quick ? 7 : 15))
  if (!(Number.isInteger(rounds) && rounds > 0))
    throw new UsageError('--rounds takes a whole number above 0.')
  return {
    subjects: SUBJECTS.filter(({ id }) => id === BASELINE || only.includes(id)),
    routes: routes as Route[],
    rounds,
    roundMs: values.quick ? 700 : 1000,
    credentials: 10_000,
    signIns: 500,
    judged: !values['not-judged'],
  }
}

function said(text: string): number {
  console.log(text)
  return 0
}

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
try {
  process.exitCode = await main(stop.signal)
} catch (error) {
  const wrong = error instanceof UsageError
  console.error(wrong ? `${error.message}\n\n${USAGE}` : (error as Error).message)
  process.exitCode = wrong ? 2 : 1
}
