/** `npm run compare`: every experiment at every column, on servers that this starts and ends. */
import { stopWithNpm } from '../../shared/app/stop-with-npm.ts'
import { missingRedis } from '../../shared/processes/own-redis.ts'
import { readAgainst, requireWritable, writeReports } from '../../shared/reports/files.ts'
import { paintFor } from '../../shared/terminal/paint.ts'
import { createProgress } from '../../shared/terminal/progress.ts'
import { UsageError } from '../../shared/terminal/usage-error.ts'
import { ALL_EXPERIMENTS } from './all-experiments.ts'
import { readArguments, selectExperiments, USAGE } from './arguments.ts'
import { COLUMNS, type Column } from './columns.ts'
import type { Experiment } from './experiment.ts'
import { Places } from './places.ts'
import { changesSince } from './reports/against.ts'
import { asHtml } from './reports/html.ts'
import { type Comparison, comparisonOf } from './reports/record.ts'
import { matrix } from './reports/text.ts'
import type { Cell } from './result.ts'
import { runExperiments } from './run.ts'

const AS_EXPECTED = 0
const OTHER = 1
const NOT_KNOWN = 2

/** @returns the exit status */
async function main(args: readonly string[], stop: AbortSignal): Promise<number> {
  const command = readArguments(args)
  if (command.help) return print(USAGE)
  const experiments = selectExperiments(ALL_EXPERIMENTS, command.only)
  if (command.list) return print(listing(experiments))
  const { against, ...files } = command.files
  const earlier = readAgainst<Comparison>(against, 'experiments')
  requireWritable(files)
  const missing = missingColumns()
  const cells = await compare(experiments, missing, stop)
  const comparison = comparisonOf(experiments, COLUMNS, cells, new Date())
  console.log(matrix(comparison, paintFor(process.stdout.isTTY)))
  const lines = writeReports(files, comparison, { html: asHtml })
  if (earlier !== undefined) {
    const selected = command.only.length === 0 ? undefined : experiments.map(({ id }) => id)
    lines.push(changesSince(earlier, comparison, selected))
  }
  if (lines.length > 0) console.log(`\n${lines.join('\n')}`)
  if (stop.aborted) {
    console.error('Stopped before all experiments had run.')
    return NOT_KNOWN
  }
  if (cells.some(({ column, verdict }) => verdict === '' && !missing.has(column))) return NOT_KNOWN
  return cells.some(({ standing }) => standing === 'other') ? OTHER : AS_EXPECTED
}

/** Columns whose engine is not installed, and why they are not run. */
function missingColumns(): Map<Column, string> {
  const redis = missingRedis()
  return new Map(COLUMNS.flatMap((each) => (each.engine && redis ? [[each, redis] as const] : [])))
}

async function compare(
  experiments: readonly Experiment[],
  missing: ReadonlyMap<Column, string>,
  stop: AbortSignal,
): Promise<Cell[]> {
  const places = new Places()
  const progress = createProgress(experiments.length * COLUMNS.length, 'cells')
  try {
    return await runExperiments(experiments, COLUMNS, places, {
      missing,
      onBegin: progress.onBegin,
      onCell: (_cell, name) => progress.onEnd(name),
      stop,
    })
  } finally {
    progress.close()
    await places.close()
  }
}

function listing(experiments: readonly Experiment[]): string {
  const width = Math.max(...experiments.map(({ id }) => id.length))
  return experiments.map(({ id, question }) => `${id.padEnd(width)}  ${question}`).join('\n')
}

function print(text: string): number {
  console.log(text)
  return AS_EXPECTED
}

const stop = new AbortController()
// Once: what runs is given up, and every server ends. Twice: Node's default, at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => stop.abort())
}
stopWithNpm(() => stop.abort())
try {
  process.exitCode = await main(process.argv.slice(2), stop.signal)
} catch (error) {
  const isUsage = error instanceof UsageError
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : error)
  process.exitCode = NOT_KNOWN
}
