/** Predictions of experiments, and the address of a set of them, in a real browser. */
import t from 'tap'
import { openLab } from './open-lab.ts'

t.test('a class is given a set: predicted, tried, and seen', async (t) => {
  const found = await openLab(t, '/predict')
  if (found === undefined) return
  const { browser, page, url } = found
  await page.getByLabel('Does a copy of the credential still sign in after its owner').check()
  await page.getByLabel('Can whoever sees the cookie read what is').check()
  const link = await page.getByRole('status').getByRole('link').textContent()
  t.match(link, /^http:\/\/localhost:\d+\/predict\/ending\.replay-after-sign-out,privacy\./)

  const pupil = await (await browser.newContext()).newPage()
  await pupil.goto(link as string)
  const first = pupil.getByRole('form').first()
  await first.waitFor()
  t.equal(await pupil.getByRole('form').count(), 2)
  for (const style of ['jwt', 'cookie-session', 'server-session'])
    await first.getByLabel(style).selectOption({ label: 'the copy still signs in' })
  await first.getByRole('button', { name: 'Now see' }).click()
  await first.locator('.guessed').nth(2).waitFor()
  const told = await first.locator('.guessed').allTextContents()
  t.match(told, [/^✓ Right/, /^✓ Right/, /^✗ the copy is dead/])
  await pupil.getByText('2 of 3 right').waitFor()
  await pupil.reload()
  await pupil.getByText('2 of 3 right').waitFor()
  t.equal(await first.getByLabel('jwt').isDisabled(), true, 'what was said stays said')

  await pupil.goto(`${url}/predict/ending.no-such`)
  await pupil.getByText('There is no ending.no-such.').waitFor()
})
