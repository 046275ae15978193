/** What a visitor without JavaScript meets when the short-lived credential is over (`REFRESH=on`). */
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { findings } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { startServer } from '../support/server.ts'

const ACCESS_SECONDS = 600
const CLOCK = new URL('../stores-under-fault/shifted-clock.js', import.meta.url).href

t.test('staying signed in, in a real browser', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  for (const style of ['jwt', 'cookie-session'] as const) {
    await t.test(style, async (t: Test) => {
      const settings = { REFRESH: 'on', ACCESS_SECONDS: String(ACCESS_SECONDS) }
      const server = await startServer(t, style, settings, ['--import', CLOCK])
      const { url } = server
      const context = await browser.newContext({ javaScriptEnabled: false })
      const audited = await browser.newContext({ bypassCSP: true }) // for axe's own script
      const page = await context.newPage()
      const stay = page.getByRole('button', { name: 'Stay signed in' })
      await page.goto(url)
      await page.getByLabel('Name').fill('alice')
      await page.getByLabel('Password').fill('alice-in-wonderland')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByLabel('Name of the note').fill('milk')
      await page.getByRole('button', { name: 'Keep the note' }).click()
      t.equal(await stay.count(), 0, 'nothing to be refreshed yet')

      const moved = once(server.process, 'message')
      server.process.send({ aheadMs: (ACCESS_SECONDS + 1) * 1000 })
      await moved
      await page.goto(`${url}/me`)
      await audited.addCookies(await context.cookies())
      const auditor = await audited.newPage()
      await auditor.goto(`${url}/me`)
      t.strictSame(await findings(auditor), [], 'axe finds nothing in the problem')
      await auditor.goto(url)
      t.equal(await auditor.getByRole('button', { name: 'Stay signed in' }).count(), 1)
      t.strictSame(await findings(auditor), [], 'axe finds nothing in the start page')

      await stay.click()
      t.equal(page.url(), `${url}/me`, 'back where the visitor was')
      t.ok((await page.innerText('main')).includes('alice'))
      await page.goto(url)
      t.ok((await page.innerText('main')).includes('milk'), 'the note is still there')
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      t.strictSame(await context.cookies(`${url}/refresh`).then(namesOfRefresh), [])
      await context.close()
      await audited.close()
    })
  }
})

function namesOfRefresh(cookies: { name: string }[]): string[] {
  return cookies.map(({ name }) => name).filter((name) => name.includes('refresh'))
}
