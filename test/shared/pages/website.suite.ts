/** Each server is a whole website: without JavaScript, on a phone, for a screen reader, light and dark. */
import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { startServer } from '../../../shared/processes/start-server.ts'
import { STYLES, type StyleName } from '../../../shared/styles.ts'
import { findings } from '../../support/axe.ts'
import { openBrowser } from '../../support/browser.ts'

const PHONE = { width: 320, height: 640 } // WCAG 1.4.10: no scrolling sideways at 320 pixels

t.test('the websites, in a real browser', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  for (const style of STYLES) {
    const { url } = await startServer(t, style)
    await t.test(`${style}: the whole visit works without JavaScript`, (t) =>
      visit(t, browser, url, style),
    )
    await t.test(`${style}: axe finds nothing`, (t) => audit(t, browser, url, style))
    await t.test(`${style}: fits a phone, and works by keyboard`, (t) => phone(t, browser, url))
  }
})

async function visit(t: Test, browser: Browser, url: string, style: StyleName) {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const refused: string[] = []
  page.on('console', (message) => refused.push(message.text()))
  await page.goto(url)
  t.equal(await heading(page), 'Welcome to this page for the first time!')
  t.ok((await page.locator('header').innerText()).includes(style), 'the page tells its style')
  await page.reload()
  t.equal(await heading(page), 'You visited this page 2 times')

  await page.getByLabel('Name').fill('alice')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  t.ok((await page.innerText('main')).includes('invalid-credentials'), 'a wrong password says so')
  await signIn(page) // on the page that said so
  t.equal(await heading(page), 'You visited this page 3 times')
  t.ok((await page.innerText('main')).includes('signed in as alice (member)'))

  await page.getByLabel('Name of the note').fill('milk')
  await page.getByLabel('Text').fill('<b>2 litres</b> & more')
  await page.getByRole('button', { name: 'Keep the note' }).click()
  t.equal(await page.locator('.notes .text').innerText(), '<b>2 litres</b> & more')
  await page.getByRole('button', { name: 'Delete milk' }).click()
  t.equal(await page.locator('.notes .text').count(), 0, 'the note is gone')

  await page.getByText('Change the password').click()
  await page.locator('#current-password').fill('alice-in-wonderland')
  await page.locator('#new-password').fill('through-the-looking-glass')
  await page.getByRole('button', { name: 'Change it' }).click()
  t.ok((await page.innerText('main')).includes('signed in as alice'), 'still signed in')

  if (style === 'server-session') {
    await page.getByText('Sign out everywhere').first().click()
    await page.getByRole('link', { name: 'See where you are signed in' }).click()
    t.ok((await page.innerText('main')).includes('This browser'), 'the list shows this sign-in')
    await page.goto(url)
  }
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  t.ok(await page.getByRole('button', { name: 'Sign in' }).isVisible(), 'signed out')
  const expected = /status of 401/ // the wrong password
  t.strictSame(
    refused.filter((message) => !expected.test(message)),
    [],
    'the browser has nothing to say against the pages (Content-Security-Policy, patterns, forms)',
  )
  await context.close()
}

async function audit(t: Test, browser: Browser, url: string, style: StyleName) {
  const context = await browser.newContext({ bypassCSP: true }) // for axe's own script
  const page = await context.newPage()
  const check = async (what: string) => t.strictSame(await findings(page), [], what)
  await page.goto(url)
  await check('start')
  await page.goto(`${url}/me`)
  await check('a problem')
  await page.goto(url)
  await signIn(page, 'bob', 'bob-the-builder')
  await page.getByLabel('Name of the note').fill('a')
  await page.getByRole('button', { name: 'Keep the note' }).click()
  for (const details of await page.locator('summary').all()) await details.click()
  await check('signed in')
  // The same pages for each style, but for the list of sign-ins, which one has.
  const others = style === 'server-session' ? ['/me', '/notes', '/sessions', '/errors'] : []
  for (const path of others) {
    await page.goto(url + path)
    await check(path)
  }
  await context.close()
}

async function phone(t: Test, browser: Browser, url: string) {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await page.goto(url)
  for (const key of ['Tab', 'Tab']) await page.keyboard.press(key) // past the style's name
  await page.keyboard.type('bob')
  await page.keyboard.press('Tab')
  await page.keyboard.type('bob-the-builder')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
  const width = await page.evaluate('document.documentElement.scrollWidth')
  t.equal(width, PHONE.width, 'nothing has to be scrolled sideways')
  await context.close()
}

async function signIn(page: Page, name = 'alice', password = 'alice-in-wonderland') {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

function heading(page: Page): Promise<string> {
  return page.locator('h1').innerText()
}
