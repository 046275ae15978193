/** `npm run measure:lab`: how soon the page can be used and an action's result is shown. It reports, and judges nothing. */
import type { Browser } from 'playwright-core'
import type { Test } from 'tap'
import { openBrowser } from '../support/browser.ts'
import { outsideTap } from './outside-tap.ts'
import { openFirstView, pressActions } from './press.ts'
import { startLab } from './start-lab.ts'

/** Each starts a lab and opens it. */
const PEOPLE = 3
const ACTIONS = 1000
const WARM = 300
const LOOKED_AT = 100

await outsideTap('the lab', async (scope) => {
  const browser = await openBrowser(scope)
  if (browser === undefined) return
  const usableMs: number[] = []
  for (let person = 0; person < PEOPLE; person += 1) {
    usableMs.push(await measureFirstView(scope, browser))
  }
  console.log(`The first view can be used after ${usableMs.map(Math.round).join(', ')} ms.`)

  const lab = await startLab(scope)
  const page = await browser.newPage()
  await openFirstView(page, lab.url)
  await pressActions(page, 0, WARM)
  const early = await pressActions(page, WARM, LOOKED_AT)
  await pressActions(page, WARM + LOOKED_AT, ACTIONS - WARM - 2 * LOOKED_AT)
  const late = await pressActions(page, ACTIONS - LOOKED_AT, LOOKED_AT)
  console.log(`A result is shown after the last server's answer, within so many milliseconds:`)
  for (const [which, tookMs] of Object.entries({
    [`after ${WARM} actions`]: early,
    [`up to ${ACTIONS}`]: late,
  }))
    console.log(
      `  ${which}: half of them ${shareOf(tookMs, 0.5)}, 19 of 20 ${shareOf(tookMs, 0.95)}`,
    )
})

async function measureFirstView(scope: Test, browser: Browser): Promise<number> {
  const lab = await startLab(scope)
  // A moment after `npm start` nobody has typed the address yet; and the browser has started.
  await fetch(`${lab.url}/health/ready`)
  await browser.newPage().then((page) => page.goto(`${lab.url}/read/walkthrough`))
  const context = await browser.newContext()
  const page = await context.newPage()
  await openFirstView(page, lab.url)
  const usableMs = await page.evaluate(() => performance.now())
  await context.close()
  await lab.stop()
  return usableMs
}

function shareOf(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number).toFixed(
    1,
  )
}
