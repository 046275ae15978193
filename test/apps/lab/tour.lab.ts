/** The tour and the predictions, in a real browser: played as a reader would. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import t from 'tap'
import { TOUR } from '../../../apps/lab/page/tour/steps.ts'
import { openLab } from './open-lab.ts'

const outcomes = (page: Page) => page.locator('.column .outcome').allTextContents()
const ALICE = 'signed in as alice (member)'
const NOBODY = 'not signed in'
const TOO_LARGE = 'refused: 413'

/** What the columns show at the end of each step: what its words say. */
const SHOWN: readonly (readonly string[])[] = [
  [NOBODY, NOBODY, NOBODY],
  [NOBODY, NOBODY, NOBODY],
  [ALICE, ALICE, ALICE],
  ['done', 'done', 'done'],
  [TOO_LARGE, TOO_LARGE, TOO_LARGE],
  [NOBODY, NOBODY, NOBODY],
  [ALICE, ALICE, ALICE],
  ['done', 'done', 'done'],
  [ALICE, ALICE, NOBODY],
  [ALICE, ALICE, NOBODY],
  [ALICE, ALICE, ALICE],
  [ALICE, ALICE, ALICE],
  [ALICE, ALICE, ALICE],
  [NOBODY, NOBODY, NOBODY],
  [NOBODY, NOBODY, NOBODY],
  [NOBODY, NOBODY, NOBODY],
]

t.test('every step does what its words say', async (t) => {
  const found = await openLab(t, '/tour/1')
  if (found === undefined) return
  const { page } = found
  t.equal(SHOWN.length, TOUR.length)
  for (const [index, { title, button, after }] of TOUR.entries()) {
    await page.getByRole('heading', { name: `${index + 1} of ${TOUR.length}: ${title}` }).waitFor()
    if (button !== undefined) {
      await page.locator('.tour .do').click()
      await page.getByText(after[0] as string).waitFor()
    }
    t.strictSame(await outcomes(page), SHOWN[index], title)
    if (index < TOUR.length - 1) await page.getByRole('button', { name: 'Next' }).click()
  }
  await page.getByRole('link', { name: 'Play freely' }).click()
  await page.getByText(/Action (\d+) of \1/).waitFor()
  t.match(page.url(), /\/play\/[\w-]{12}$/, 'at the same table')
})

t.test('a step can be sent to someone: the steps before it are played for them', async (t) => {
  const found = await openLab(t, '/tour/4')
  if (found === undefined) return
  const { page } = found
  await page.getByText('Action 3 of 3').waitFor()
  t.strictSame(await outcomes(page), SHOWN[2])
  await page.reload()
  await page.getByText('Action 3 of 3').waitFor()
  t.match(page.url(), /\/tour\/4\/[\w-]{12}$/)
})

t.test('every section of the walkthrough is played', (t) => {
  const walkthrough = readFileSync(
    new URL('../../../../docs/walkthrough.md', import.meta.url),
    'utf8',
  )
  const headings = [...walkthrough.matchAll(/^## (.+)$/gm)].map(([, text = '']) => text)
  const anchors = headings.map((text) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9\- ]/g, '')
      .replace(/ /g, '-'),
  )
  const [start, ...played] = anchors
  t.equal(start, 'before-you-start')
  t.strictSame([...new Set(TOUR.map(({ section }) => section))].sort(), played.sort())
  t.end()
})

t.test('predict first: nothing happens before, and it says who was right', async (t) => {
  const found = await openLab(t, '/')
  if (found === undefined) return
  const { page } = found
  await page.getByRole('button', { name: 'Sign in as alice', exact: true }).click()
  await page.getByText('Action 1 of 1').waitFor()
  await page.getByLabel('Predict first').check()
  await page.getByRole('button', { name: 'Restart the server' }).click()
  await page.getByText('Action 2 of 2').waitFor() // nobody asks anything there
  await page.getByRole('button', { name: 'Who am I?' }).click()
  const form = page.getByRole('form', { name: 'Predictions for: Who am I?' })
  await form.waitFor()
  await form.getByRole('button', { name: 'Now see' }).press('Enter')
  t.equal(await page.getByText('Action 2 of 2').count(), 1, 'not before all three are predicted')
  for (const style of ['jwt', 'cookie-session', 'server-session'])
    await form.getByLabel(style).selectOption('known')
  await form.getByRole('button', { name: 'Now see' }).click()
  await page.getByText('Action 3 of 3').waitFor()
  t.strictSame(await page.locator('.guessed').allTextContents(), [
    '✓ You were right: it knows who I am.',
    '✓ You were right: it knows who I am.',
    '✗ You said: it knows who I am.',
  ])
  await page.getByText('2 of 3 right').waitFor()
})
