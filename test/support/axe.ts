/** axe-core on a page in a real browser: what keeps people with a screen reader or poor sight out. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[]
}

/** What axe finds: by all its rules in light colours, and by its rule on contrast in dark ones. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  await page.emulateMedia({ colorScheme: 'light' })
  const light = (await page.evaluate('axe.run()')) as AxeResults
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = (await page.evaluate('axe.run({ runOnly: ["color-contrast"] })')) as AxeResults
  return [...light.violations, ...dark.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}
