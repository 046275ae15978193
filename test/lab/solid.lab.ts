/** The page is small, and the lab and its page hold as much after a thousand actions as after some hundred. */
import type { ChildProcess } from 'node:child_process'
import type { Page } from 'playwright-core'
import t from 'tap'
import { HEAP_ARGS, heapBytes } from '../bench/growth/heap.ts'
import { openBrowser } from '../support/browser.ts'
import { openFirstView, pressActions } from './press.ts'
import { startLab } from './start-lab.ts'

const FIRST_VIEW_BYTES = 100_000
const ACTIONS = 1000
const WARM = 300
/** Of 200 steps kept, some larger than those of before. */
const MORE_BYTES = 3_000_000

t.test('the first view', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const lab = await startLab(t)
  const page = await browser.newPage()
  await openFirstView(page, lab.url)
  const bytes = await page.evaluate(() =>
    performance
      .getEntries()
      .reduce((sum, each) => sum + ((each as { transferSize?: number }).transferSize ?? 0), 0),
  )
  t.ok(bytes > 0 && bytes < FIRST_VIEW_BYTES, `${bytes} bytes for all of it`)
})

t.test('a thousand actions', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const lab = await startLab(t, 0, {}, HEAP_ARGS)
  const page = await browser.newPage()
  await openFirstView(page, lab.url)
  const held = async () => ({
    lab: await heapBytes(lab.process as ChildProcess),
    page: await pageHeapBytes(page),
  })
  await pressActions(page, 0, WARM)
  const before = await held()
  await pressActions(page, WARM, ACTIONS - WARM)
  const after = await held()
  for (const [who, bytes] of Object.entries(after)) {
    const more = bytes - before[who as keyof typeof before]
    t.ok(more < MORE_BYTES, `the heap of the ${who}: ${kib(bytes)}, ${kib(more)} more`)
  }
})

async function pageHeapBytes(page: Page): Promise<number> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devTools.send('Runtime.getHeapUsage')
  await devTools.detach()
  return usedSize
}

function kib(bytes: number): string {
  return `${Math.round(bytes / 1024)} KiB`
}
