/** `npm run faults`: judges every faulty server, and prints which case caught it, or that it escaped. */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { noSuch } from '../../shared/nearest.ts'
import { requireWritable, writeReports } from '../../shared/reports/files.ts'
import { createProgress } from '../../shared/terminal/progress.ts'
import { allFaults } from './catalogue/all.ts'
import { type Control, controls } from './controls.ts'
import { describeFault } from './describe.ts'
import type { Fault } from './fault.ts'
import { runAll } from './pool.ts'
import type { Outcome } from './run-fault.ts'
import { table, unneeded } from './table.ts'

/** Much of the time of each is waiting: for the end of a sign-in, for a body that stops half-way. */
const DEFAULT_JOBS = 5 * availableParallelism()

const USAGE = `npm run faults -- [options]

  --only ID|GROUP  run this fault or group only; repeatable (sound is the group of the controls)
  --whole          judge each by all cases of other subjects, not by an eighth of them in turn
  --jobs N         servers judged at the same time (default ${DEFAULT_JOBS})
  --json FILE      write every outcome, with all cases that went red
  --list           name the faults and stop
  --show ID        describe a fault, the attack and the fix, and stop
  --help           this text

Exit status: 0 every fault is caught by the case written down, 1 one is not, 2 wrong use.`

const OPTIONS = {
  only: { type: 'string', multiple: true },
  whole: { type: 'boolean' },
  jobs: { type: 'string' },
  json: { type: 'string' },
  list: { type: 'boolean' },
  show: { type: 'string' },
  help: { type: 'boolean' },
} as const

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`)
  process.exitCode = 2
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS })
  const all = [...controls, ...allFaults]
  const only = values.only ?? []
  const belongs = (id: string, name: string) => id === name || id.startsWith(`${name}.`)
  const unknown = only.find((name) => !all.some(({ id }) => belongs(id, name)))
  const names = all.flatMap(({ id }) => [id, id.slice(0, id.indexOf('.'))])
  if (unknown !== undefined) throw new Error(noSuch('fault or group', unknown, names))
  const chosen = all.filter(({ id }) => only.length === 0 || only.some((name) => belongs(id, name)))
  if (values.help) return said(USAGE)
  if (values.list) return said(chosen.map(({ id }) => id).join('\n'))
  if (values.show !== undefined) return said(describeFault(findFault(values.show)))
  const jobs = Number(values.jobs ?? DEFAULT_JOBS)
  if (!(Number.isInteger(jobs) && jobs > 0)) throw new Error('--jobs takes a whole number above 0.')
  const files = { json: values.json }
  requireWritable(files)

  const startedMs = performance.now()
  const whole = values.whole === true
  const outcomes = await judge(chosen, jobs, whole)
  // On a busy machine a sign-in of two seconds may end before a case looks: judged again with nothing beside it.
  const again = outcomes.filter(isUnexpected).map(({ id }) => id)
  if (again.length > 0 && jobs > 1) {
    outcomes.splice(0, outcomes.length, ...outcomes.filter((each) => !isUnexpected(each)))
    console.error(`Judged again, one at a time: ${again.join(', ')}`)
    const those = chosen.filter(({ id }) => again.includes(id))
    outcomes.push(...(await judge(those, 1, whole)))
  }
  outcomes.sort((a, b) => index(all, a) - index(all, b))
  console.log(table(outcomes, allFaults))
  if (whole && only.length === 0) console.log(unneeded(outcomes))
  writeReports(files, outcomes)
  const failed = outcomes.filter(isUnexpected)
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  console.log(
    `\n${outcomes.length - failed.length} of ${outcomes.length} as written down, in ${seconds} s.`,
  )
  return failed.length === 0 ? 0 : 1
}

async function judge(
  faults: readonly (Fault | Control)[],
  atOnce: number,
  whole: boolean,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const progress = createProgress(faults.length, 'faults')
  const onOutcome = (outcome: Outcome) => {
    outcomes.push(outcome)
    progress.onEnd(outcome.id)
  }
  try {
    await runAll(faults, { atOnce, whole, onBegin: progress.onBegin, onOutcome })
  } finally {
    progress.close()
  }
  return outcomes
}

function isUnexpected({ kind }: Outcome): boolean {
  return kind !== 'caught' && kind !== 'sound'
}

/** @throws Error that names the nearest one */
function findFault(id: string): Fault {
  const found = allFaults.find((fault) => fault.id === id)
  if (found !== undefined) return found
  const ids = allFaults.map((fault) => fault.id)
  throw new Error(noSuch('fault', id, ids))
}

function index(all: readonly { id: string }[], { id }: Outcome): number {
  return all.findIndex((each) => each.id === id)
}

function said(text: string): number {
  console.log(text)
  return 0
}
