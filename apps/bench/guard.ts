/**
 * `npm run bench:guard`, in CI: fails when a request makes a style do other work than is recorded, or when a style
 * begins to keep something of each visitor. Times are compared only with another commit, in the same run.
 */
import { parseArgs } from 'node:util'
import { clearStatus, showStatus } from '../../shared/terminal/progress.ts'
import { UsageError } from '../../shared/terminal/usage-error.ts'
import { CLEAR_LOSS, compareTimes } from './against.ts'
import { type Growing, withScope } from './growth/growing.ts'
import { HEAP_ARGS, REPEATABLE_HEAP_ARGS } from './growth/heap.ts'
import { keptBy } from './growth/kept.ts'
import { compareWork } from './work/compare.ts'
import { measureStyles } from './work/measure.ts'
import { readRecordedWork, writeRecordedWork } from './work/recorded.ts'

const USAGE = `npm run bench:guard -- [options]

  --record           record the work of a request as it is now
  --against COMMIT   compare the CPU time of a request with that of COMMIT instead (takes 3 minutes, on Linux)
  --help             this text

Exit status: 0 no difference, or no clear loss; 1 a difference, or a clear loss, or it could not be measured;
2 wrong use.`

const OPTIONS = {
  record: { type: 'boolean' },
  against: { type: 'string' },
  help: { type: 'boolean' },
} as const

/** They keep nothing of a visitor; server-session keeps its sessions. */
const KEEP_NOTHING = ['jwt', 'cookie-session']
const VISITORS_BEFORE = 5000
const VISITORS = 10_000
/** Collections differ by up to 4 bytes for each of so many visitors. An entry of a Map with a short key is 100. */
const MAX_KEPT_BYTES = 20

async function main(stop: AbortSignal): Promise<number> {
  const { record = false, against, help } = readValues()
  if (help) {
    console.log(USAGE)
    return 0
  }
  if (against !== undefined) return checkTimes(against, stop)
  return withScope(stop, showStatus, false, async (growing) => {
    const workIsRecorded = await checkWork(record, growing)
    const nothingIsKept = await checkKept(growing)
    return workIsRecorded && nothingIsKept ? 0 : 1
  })
}

function readValues() {
  try {
    const { values } = parseArgs({ options: OPTIONS })
    if (!(values.record && values.against)) return values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
  throw new UsageError('--record records no times: leave out --against.')
}

async function checkTimes(commit: string, stop: AbortSignal): Promise<number> {
  const rows = await compareTimes(commit, showStatus, stop)
  clearStatus()
  console.log(`CPU time of a request, times that of ${commit} (interval of 95 %)`)
  for (const { style, route, ratio, isLoss } of rows) {
    const [middle, low, high] = [ratio.median, ratio.low, ratio.high].map((each) => each.toFixed(2))
    const mark = isLoss ? '✗' : ' '
    console.log(`${mark} ${style} ${route}: ${middle} (${low} to ${high})`)
  }
  const isLoss = rows.some((row) => row.isLoss)
  if (isLoss) console.error(`✗ is a clear loss: the whole interval is above ${CLEAR_LOSS}.`)
  return isLoss ? 1 : 0
}

async function checkWork(record: boolean, growing: Growing): Promise<boolean> {
  const [node = ''] = process.versions.node.split('.')
  const measured = { node, styles: await measureStyles(growing) }
  clearStatus()
  if (record) writeRecordedWork(measured)
  const recorded = readRecordedWork()
  for (const [style, routes] of Object.entries(measured.styles)) {
    for (const [route, { counts, bytes }] of Object.entries(routes)) {
      const figures = Object.entries({ ...counts, bytes }).map(([name, each]) => `${name} ${each}`)
      console.log(`${style} ${route}: ${figures.join(', ')}`)
    }
  }
  if (recorded.node !== node)
    console.log(
      `Bytes are not compared: they are recorded with Node ${recorded.node}, this is ${node}.`,
    )
  const differences = compareWork(recorded, measured)
  for (const difference of differences) console.error(`✗ ${difference}`)
  if (differences.length === 0) {
    console.log('The work of a request is as recorded.')
    return true
  }
  console.error(
    'If the change is intended, record it: npm run bench:guard -- --record. Less work fails too: unless it is\n' +
      'recorded, nothing notices when it rises again.',
  )
  return false
}

async function checkKept(growing: Growing): Promise<boolean> {
  let isKept = false
  for (const id of KEEP_NOTHING) {
    const count = { before: VISITORS_BEFORE, visitors: VISITORS }
    const nodeArgs = [...REPEATABLE_HEAP_ARGS, ...HEAP_ARGS]
    const { moreBytes } = await keptBy(id, count, growing, nodeArgs)
    clearStatus()
    const bytes = moreBytes / VISITORS
    console.log(`${id}: ${bytes.toFixed(1)} bytes of heap for each visitor who does not return`)
    if (bytes <= MAX_KEPT_BYTES) continue
    isKept = true
    console.error(`✗ ${id} keeps something of each visitor: more than ${MAX_KEPT_BYTES} bytes`)
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
