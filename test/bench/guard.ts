/**
 * `npm run bench:guard`, in CI: fails when a request makes a style do other work than is recorded, or when a style
 * begins to keep something of each visitor. No time is a verdict, except beside another commit on this machine.
 */
import { parseArgs } from 'node:util'
import { UsageError } from '../../shared/conformance/arguments.ts'
import { HEAP_ARGS, REPEATABLE_HEAP_ARGS } from './growth/heap.ts'
import { keptBy } from './growth/kept.ts'
import { type Growing, withScope } from './growth/run.ts'
import { endProgress, progress } from './progress.ts'
import { compareWork } from './work/compare.ts'
import { measureStyles } from './work/measure.ts'
import { readRecordedWork, writeRecordedWork } from './work/recorded.ts'

const USAGE = `npm run bench:guard -- [options]

  --record           write the work of a request as it is now, instead of comparing it with what is recorded
  --help             this text

Exit status: 0 as recorded, 1 something differs or could not be measured, 2 wrong use.`

const OPTIONS = { record: { type: 'boolean' }, help: { type: 'boolean' } } as const

/** They keep nothing of a visitor; server-session keeps its sessions. */
const KEEP_NOTHING = ['jwt', 'cookie-session']
const VISITORS = 10_000
/** Collections differ by up to 4 bytes for each of so many visitors. An entry of a Map with a short key is 100. */
const MAX_KEPT_BYTES = 20

async function main(stop: AbortSignal): Promise<number> {
  const { record = false, help } = readValues()
  if (help) {
    console.log(USAGE)
    return 0
  }
  return withScope(stop, progress, false, async (growing) => {
    const workIsRecorded = await checkWork(record, growing)
    const nothingIsKept = await checkKept(growing)
    return workIsRecorded && nothingIsKept ? 0 : 1
  })
}

function readValues() {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

async function checkWork(record: boolean, growing: Growing): Promise<boolean> {
  const [node = ''] = process.versions.node.split('.')
  const measured = { node, styles: await measureStyles(growing) }
  endProgress()
  if (record) writeRecordedWork(measured)
  const recorded = readRecordedWork()
  for (const [style, routes] of Object.entries(measured.styles)) {
    for (const [route, { counts, bytes }] of Object.entries(routes)) {
      const figures = Object.entries({ ...counts, bytes }).map(([name, each]) => `${name} ${each}`)
      console.log(`${style} ${route}: ${figures.join(', ')}`)
    }
  }
  if (recorded.node !== node)
    console.log(`Bytes are compared on Node ${recorded.node}, which recorded them, not on ${node}.`)
  const differences = compareWork(recorded, measured)
  for (const difference of differences) console.error(difference)
  if (differences.length > 0)
    console.error(
      'Where the change is meant, record it: npm run bench:guard -- --record. Fewer fail as well: what is not' +
        ' recorded can rise again unseen.',
    )
  return differences.length === 0
}

async function checkKept(growing: Growing): Promise<boolean> {
  let isKept = false
  for (const id of KEEP_NOTHING) {
    const count = { before: VISITORS, visitors: VISITORS }
    const nodeArgs = [...REPEATABLE_HEAP_ARGS, ...HEAP_ARGS]
    const { moreBytes } = await keptBy(id, count, growing, nodeArgs)
    endProgress()
    const bytes = moreBytes / VISITORS
    console.log(`${id}: ${bytes.toFixed(1)} bytes of heap for each visitor who does not return`)
    if (bytes <= MAX_KEPT_BYTES) continue
    isKept = true
    console.error(`${id} KEEPS SOMETHING OF EACH VISITOR: more than ${MAX_KEPT_BYTES} bytes`)
  }
  return !isKept
}

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
try {
  process.exitCode = await main(stop.signal)
} catch (error) {
  const isUsage = error instanceof UsageError
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : (error as Error).message)
  process.exitCode = isUsage ? 2 : 1
}
