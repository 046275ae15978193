/** The lab's page in a real browser: what a person does, and what each column then shows. */

import { get } from 'node:http'
import type { Page } from 'playwright-core'
import t from 'tap'
import { STYLES } from '../../../shared/styles.ts'
import { findings } from '../../support/axe.ts'
import { openBrowser } from '../../support/browser.ts'
import { openLab } from './open-lab.ts'
import { startLab } from './start-lab.ts'

const press = async (page: Page, name: string, step: number) => {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByText(`Action ${step} of ${step}`).waitFor()
}
const outcomes = async (page: Page) => page.locator('.column .outcome').allTextContents()

t.test('five minutes of playing', async (t) => {
  const found = await openLab(t)
  if (found === undefined) return
  const { page, faults } = found
  await press(page, 'Visit', 1)
  t.strictSame(await outcomes(page), Array(3).fill('not signed in'))
  await press(page, 'Sign in as alice', 2)
  t.strictSame(await outcomes(page), Array(3).fill('signed in as alice (member)'))
  await press(page, 'Steal it', 3)
  await press(page, 'Sign out', 4)
  await page.getByLabel('the thief').check()
  await press(page, 'Who am I?', 5)
  t.strictSame(await outcomes(page), [
    'signed in as alice (member)',
    'signed in as alice (member)',
    'not signed in',
  ])
  t.match(await page.getByRole('status').textContent(), /They differ/)
  await page.getByRole('button', { name: 'Earlier' }).click()
  t.match(await page.locator('.column.jwt .sentence').textContent(), /a copy is as good as before/)
  t.match(page.url(), /\/play\/[\w-]{12}$/, 'an address that can be sent to someone')
  t.strictSame(faults, [])
})

t.test('two tabs at one table see the same, at once', async (t) => {
  const found = await openLab(t)
  if (found === undefined) return
  const { page } = found
  await press(page, 'Visit', 1)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByText('Action 1 of 1').waitFor()
  await press(page, 'Sign in as bob', 2)
  await other.getByText('Action 2 of 2').waitFor()
  t.strictSame(await outcomes(other), Array(3).fill('signed in as bob (admin)'))
})

t.test('two people play at once, each at a table of their own', async (t) => {
  const found = await openLab(t)
  if (found === undefined) return
  const { browser, page, url } = found
  const other = await (await browser.newContext()).newPage()
  await other.goto(url)
  await Promise.all([press(page, 'Sign in as alice', 1), press(other, 'Sign in as bob', 1)])
  t.not(new URL(page.url()).pathname, new URL(other.url()).pathname)
  await Promise.all([press(page, 'Disable alice', 2), press(other, 'Restart the server', 2)])
  await Promise.all([press(page, 'Who am I?', 3), press(other, 'Sign in as alice', 3)])
  t.strictSame(await outcomes(page), Array(3).fill('signed in as alice (member)'), 'no restart')
  t.strictSame(await outcomes(other), Array(3).fill('signed in as alice (member)'), 'not disabled')
  await page.getByRole('button', { name: 'Begin anew' }).click()
  await page.getByText('Nothing has happened yet.').waitFor()
  t.equal(await other.getByText('Action 3 of 3').count(), 1, 'and begins anew alone')
})

t.test('the page finds its way back after the lab was started again', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const first = await startLab(t)
  const page = await browser.newPage()
  await page.goto(first.url)
  await press(page, 'Visit', 1)
  await first.stop()
  await page.getByText('The lab does not answer').waitFor()
  await startLab(t, Number(new URL(first.url).port))
  await page.getByText('Nothing has happened yet.').waitFor()
  await press(page, 'Visit', 1)
})

t.test('a view that was left before its table was there does not come back', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const { url } = await startLab(t)
  const page = await browser.newPage()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/api/tables', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(url)
  await page.getByRole('link', { name: 'Cost' }).click()
  await page.getByRole('heading', { level: 1, name: 'What it costs' }).waitFor()
  letGo()
  await page.waitForFunction(() => sessionStorage.getItem('table') !== null)
  t.equal(new URL(page.url()).pathname, '/cost')
})

t.test('with the keyboard alone', async (t) => {
  const found = await openLab(t)
  if (found === undefined) return
  const { page } = found
  const visit = page.getByRole('button', { name: 'Visit', exact: true })
  await page.locator('.columns .column').first().waitFor()
  for (let tabs = 0; tabs < 20; tabs += 1) {
    if (await visit.evaluate((button) => button === button.ownerDocument.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.getByText('Action 1 of 1').waitFor()
  t.ok(
    await visit.evaluate((button) => button === button.ownerDocument.activeElement),
    'the focus stays',
  )
})

t.test('axe finds nothing, in both schemes', async (t) => {
  const found = await openLab(t)
  if (found === undefined) return
  const { page, url } = found
  await press(page, 'Sign in as alice', 1)
  await press(page, 'Steal it', 2)
  t.strictSame(await findings(page), [], 'play')
  for (const path of ['/experiments', '/read/trade-offs']) {
    await page.goto(`${url}${path}`)
    await page.getByRole('table').first().waitFor()
    t.strictSame(await findings(page), [], path)
  }
})

t.test('a name that someone else points here is another origin', async (t) => {
  const { url } = await startLab(t)
  const statusFor = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      get(
        `${url}/api/actions`.replace('localhost', '127.0.0.1'),
        { headers: { host } },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        },
      ).once('error', reject)
    })
  const { port } = new URL(url)
  for (const name of ['localhost', '127.0.0.1', '[::1]'])
    t.equal(await statusFor(`${name}:${port}`), 200, name)
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost',
    `localhost.evil:${port}`,
  ])
    t.equal(await statusFor(host), 421, host)
})

t.test('what is no page of this machine gets nothing', async (t) => {
  const { url } = await startLab(t)
  const asked = (path: string, headers: Record<string, string>, method = 'GET') =>
    fetch(`${url}${path}`, { method, headers })
  const { status } = await asked('/api/tables', { origin: 'http://evil.example' }, 'POST')
  t.equal(status, 403)
  const own = { origin: new URL(url).origin, 'sec-fetch-site': 'cross-site' }
  t.equal((await asked('/api/tables', own, 'POST')).status, 403)
  t.equal((await asked('/api/tables', {}, 'POST')).status, 403)
  for (const style of STYLES)
    t.equal((await asked(`/docs/../apps/${style}/style.ts`, {})).status, 404)
})

t.test('without JavaScript it says so, and links the servers where they are', async (t) => {
  const servers = ['http://localhost:4001', 'http://localhost:4002', 'http://localhost:4003']
  const found = await openLab(t, '/', {
    environment: { LAB_SERVERS: servers.join(',') },
    context: { javaScriptEnabled: false },
  })
  if (found === undefined) return
  const { page } = found
  t.match(await page.locator('main').textContent(), /needs JavaScript/)
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href')))
  t.strictSame(links, servers)
})
