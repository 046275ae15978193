/**
 * `npm run bench:guard`, in CI: a style that costs clearly more than when this was recorded (`-- --record`), or
 * that begins to keep something of each visitor, fails. No time is compared, only what it is a multiple of.
 */
import { BASELINE } from '../../shared/bench/record.ts'
import { recorded } from '../../shared/bench/recorded.ts'
import { keptForVisitors } from './growth/kept.ts'
import { withScope } from './growth/run.ts'
import { compared } from './losses.ts'
import { endProgress, progress } from './progress.ts'
import { keep } from './recorded.ts'
import { runBench } from './run.ts'
import { SUBJECTS } from './subjects.ts'

const STYLES = ['jwt', 'cookie-session', 'server-session']
const MEASURED = {
  ...{ routes: ['me' as const], rounds: 11, roundMs: 500 },
  ...{ credentials: 2000, signIns: 0, judged: false },
}
const VISITORS = 50_000
/** The noise of a heap, some 300 KB either way, is 6. An entry of a Map with a short key is 100. */
const MOST_KEPT_BYTES = 20

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
try {
  const subjects = SUBJECTS.filter(({ id }) => id === BASELINE || STYLES.includes(id))
  const now = await runBench({ ...MEASURED, subjects, onProgress: progress, stop: stop.signal })
  if (!now.environment.pinned) throw new Error("This takes Linux' taskset and chrt (util-linux).")
  if (process.argv.includes('--record')) keep('guard', now)
  endProgress()
  const rows = compared(now, recorded('guard'), 'me')
  console.log('GET /me, times the CPU time of the route with no auth: recorded, now (at least)')
  for (const { id, recorded, now, nowAtLeast, isLoss } of rows) {
    const figures = `${recorded.toFixed(2)}  ${now.toFixed(2)} (${nowAtLeast.toFixed(2)})`
    console.log(`${id.padEnd(16)}${figures}${isLoss ? '  CLEARLY MORE' : ''}`)
  }
  const kept = await withScope(stop.signal, progress, false, (growing) =>
    keptForVisitors(growing, VISITORS),
  )
  endProgress()
  const carried = kept.filter(({ id }) => id !== 'server-session')
  console.log('\nBytes of heap for each visitor who does not come back')
  for (const { id, moreBytes, visitors } of kept)
    console.log(`${id.padEnd(16)}${(moreBytes / visitors).toFixed(1)}`)
  const keeps = carried.filter(({ moreBytes, visitors }) => moreBytes > MOST_KEPT_BYTES * visitors)
  for (const { id } of keeps) console.log(`${id} KEEPS SOMETHING OF EACH`)
  process.exitCode = rows.some(({ isLoss }) => isLoss) || keeps.length > 0 ? 1 : 0
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
