/** `npm run bench:growth`: what a style costs as its state, its sessions and its passwords' hashes grow. */
import { parseArgs } from 'node:util'
import { noSuch } from '../../../shared/nearest.ts'
import { requireWritable, writeReports } from '../../../shared/reports/files.ts'
import { clearStatus, showStatus } from '../../../shared/terminal/progress.ts'
import { UsageError } from '../../../shared/terminal/usage-error.ts'
import { growthReport } from './report.ts'
import { PART_NAMES, type Part, runGrowth } from './run.ts'

const USAGE = `npm run bench:growth -- [options]

  --only PART      measure this alone (${PART_NAMES.join(', ')}); repeatable
  --json FILE      write the figures, with the environment and the versions
  --help           this text

About ten minutes. Nothing else should run meanwhile. Exit status: 0 measured, 1 stopped or not possible,
2 wrong use.`

const OPTIONS = {
  only: { type: 'string', multiple: true },
  json: { type: 'string' },
  help: { type: 'boolean' },
} as const

async function main(stop: AbortSignal): Promise<void> {
  const { only, json, help } = readValues()
  if (help) return console.log(USAGE)
  const unknown = only?.find((each) => !PART_NAMES.includes(each as Part))
  if (unknown !== undefined) throw new UsageError(noSuch('part', unknown, PART_NAMES))
  requireWritable({ json })
  const record = await runGrowth((only as Part[]) ?? PART_NAMES, showStatus, stop)
  clearStatus()
  console.log(growthReport(record))
  writeReports({ json }, record)
}

function readValues() {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
try {
  await main(stop.signal)
} catch (error) {
  const isUsage = error instanceof UsageError
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : (error as Error).message)
  process.exitCode = isUsage ? 2 : 1
}
