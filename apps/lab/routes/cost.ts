/** What the bench measured: as it was recorded, and one's own last run where `LAB_BENCH` names its file. */
import { readFile } from 'node:fs/promises'
import type { App } from '../../../shared/app/app-types.ts'
import type { BenchRecord } from '../../bench/figures/record.ts'
import { recorded } from '../../bench/figures/recorded.ts'
import { benchView } from '../cost/bench-view.ts'
import { growthSections } from '../cost/growth-view.ts'
import { type CostView, type RunView, runOf } from '../cost/view.ts'

/** @param ownFile what `npm run bench -- --json FILE` wrote; empty where there is none */
export function costRoutes(app: App, ownFile = process.env.LAB_BENCH ?? ''): void {
  const growth = recorded('growth')
  const itsRun = benchView('recorded', recorded('bench'))
  const growing = { run: runOf(growth), sections: growthSections(growth) }

  app.get('/api/cost', async (): Promise<CostView> => {
    const own = ownFile === '' ? { run: undefined, trouble: '' } : await ownRun(ownFile)
    const runs = own.run === undefined ? [itsRun] : [itsRun, own.run]
    return { runs, trouble: own.trouble, growth: growing }
  })
}

/** Read each time: the bench may have been run again. */
async function ownRun(file: string): Promise<{ run: RunView | undefined; trouble: string }> {
  try {
    const run = benchView('own', JSON.parse(await readFile(file, 'utf8')) as BenchRecord)
    if (run.routes.length > 0) return { run, trouble: '' }
  } catch {
    // Whatever it holds, it is not what the bench writes.
  }
  const how = 'npm run bench -- --json FILE'
  return { run: undefined, trouble: `LAB_BENCH names no file that ${how} wrote.` }
}
