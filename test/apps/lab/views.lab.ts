/** What holds for every view: nothing that axe finds, no complaint of the browser, room on a phone, no motion for who wants none. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { findings } from '../../support/axe.ts'
import { openBrowser } from '../../support/browser.ts'
import { openLab } from './open-lab.ts'
import { startLab } from './start-lab.ts'

/** An address, and what is there when the view is whole. */
const VIEWS: readonly (readonly [path: string, whole: string])[] = [
  ['/', '.column'],
  ['/tour/7', '.tour'],
  ['/experiments', 'table'],
  ['/experiments/ending.replay-after-sign-out/jwt', 'ol'],
  ['/predict', 'fieldset'],
  ['/predict/ending.replay-after-sign-out,privacy.who-can-read', '.question'],
  ['/conformance', 'table'],
  ['/conformance/login', 'table, li'],
  ['/conformance/login/next-stays-here', 'ul a[href^="/conformance/faults/"]'],
  ['/conformance/faults', 'table'],
  ['/conformance/faults/cookies.no-http-only', '.patch'],
  ['/conformance/safeguards', 'table'],
  ['/cost', '.drawn svg'],
  ['/read/walkthrough', 'article h2'],
  ['/read/trade-offs', 'article table'],
]
const WIDTHS = [320, 768, 2560]

async function whole(page: Page, url: string, [path, selector]: (typeof VIEWS)[number]) {
  await page.goto(`${url}${path}`)
  await page.locator(`main ${selector}`).first().waitFor({ state: 'attached' })
}

t.test('every view', async (t) => {
  const found = await openLab(t)
  if (found === undefined) return
  const { page, url, faults } = found
  for (const view of VIEWS) {
    const [path] = view
    await whole(page, url, view)
    t.strictSame(await findings(page), [], `${path}: axe`)
    t.equal(await page.locator('h1').count(), 1, `${path}: one h1`)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 })
      const room = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      t.ok(room <= 0, `${path} at ${width} px: ${room} px too wide`)
    }
  }
  t.strictSame(faults, [], 'the browser has nothing to complain of')
})

t.test('no motion for who wants none', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const { url } = await startLab(t)
  for (const [reducedMotion, most] of [
    ['reduce', 0],
    ['no-preference', 100],
  ] as const) {
    const page = await (await browser.newContext({ reducedMotion })).newPage()
    await page.goto(url)
    await page.getByRole('button', { name: 'Visit', exact: true }).click()
    await page.getByText('Action 1 of 1').waitFor()
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((each) => {
          const { animationName, transitionDuration } = getComputedStyle(each)
          return animationName !== 'none' || /[1-9]/.test(transitionDuration)
        }).length,
    )
    if (most === 0) t.equal(moving, 0, 'nothing moves')
    else t.ok(moving > 0, `else ${moving} parts appear`)
  }
})
