/** `npm run picture`: the picture of the lab in the README, made anew from the lab as it is. */
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../support/browser.ts'
import { outsideTap } from './outside-tap.ts'
import { startLab } from './start-lab.ts'

const FILE = fileURLToPath(new URL('../../../docs/lab.png', import.meta.url))
/** The tour's step in which the thief comes back, and the three differ. */
const STEP = 9

await outsideTap('the picture', async (scope) => {
  const browser = await openBrowser(scope)
  const { url } = await startLab(scope)
  const viewport = { width: 1280, height: 1010 }
  const page = await browser?.newPage({ viewport, reducedMotion: 'reduce' })
  if (page === undefined) throw new Error('there is no browser to take it with')
  await page.goto(`${url}/tour/${STEP}`)
  await page.getByText(/Action (\d+) of \1/).waitFor()
  await page.locator('.tour .do:not([aria-disabled=true])').click()
  await page.locator('.seen-text').first().waitFor()
  await page.screenshot({ path: FILE })
  console.log('docs/lab.png')
})
