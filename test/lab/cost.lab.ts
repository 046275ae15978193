/** What the three cost, in a real browser: drawn, told and listed as docs/cost has it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { GROWTH_CHARTS } from '../../shared/bench/charts.ts'
import { recorded } from '../../shared/bench/recorded.ts'
import { findings } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { temporaryDirectory } from '../support/server.ts'
import { openLab } from './open-lab.ts'
import { startLab } from './start-lab.ts'
import { parsedTables, plainParagraphs } from './told-in-docs.ts'

const DOCS = readFileSync('docs/cost.md', 'utf8')
/** In light colours. */
const JWT_COLOUR = '#0b5cad'
const FRAMES = 30
const FRAME_MS = 16
const ROUTES = ['Who am I: GET /me', 'A write: GET /', 'Signing in', 'Signing out']

async function opened(t: Test, context: object = {}, environment: NodeJS.ProcessEnv = {}) {
  const found = await openLab(t, '/cost', { context, environment })
  if (found !== undefined) await drawn(found.page)
  return found
}

const drawn = (page: Page) => page.locator('.drawn svg path').first().waitFor({ state: 'attached' })
const openAll = (page: Page) =>
  page.locator('details').evaluateAll((all) => all.map((each) => each.setAttribute('open', '')))
const cellsOf = (page: Page, caption: string) =>
  page
    .getByRole('table', { name: caption, exact: true })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    )

t.test('charts are drawn, and the view can be left and come back to', async (t) => {
  const found = await opened(t)
  if (found === undefined) return
  const { page, faults } = found
  const names = await page
    .locator('.drawn[role=img]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''))
  t.equal(names.length, 1 + Object.keys(GROWTH_CHARTS).length)
  for (const name of names) t.match(name, /^(Bars|Lines)\. .+ The table below has the figures/)
  for (const chart of await page.locator('.drawn').all())
    t.ok((await chart.locator('svg path').count()) > 10)
  for (const route of ROUTES) await page.getByLabel(route, { exact: true }).check()
  await page.locator('.drawn').nth(1).hover()
  await page.getByRole('link', { name: 'Experiments' }).click()
  await page
    .getByRole('heading', { level: 1, name: 'What it costs' })
    .waitFor({ state: 'detached' })
  await page.goBack()
  await drawn(page)
  t.strictSame(faults, [])
})

t.test('figures and words are those of docs/cost', async (t) => {
  const found = await opened(t)
  if (found === undefined) return
  const { page } = found
  await openAll(page)
  const [me, visit, signIn, signOut, hashing, beside, kept, starts] = parsedTables(DOCS)
  const said: string[] = []
  for (const [index, expected] of [me, visit, signIn, signOut].entries()) {
    await page.getByLabel(ROUTES[index] ?? '', { exact: true }).check()
    t.strictSame(
      await page
        .locator('section:has(> #a-request) tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
        ),
      expected,
      `${ROUTES[index]}`,
    )
    said.push(...(await page.locator('main p').allTextContents()))
  }
  t.strictSame(await cellsOf(page, 'Sign-ins by the cost of a hash'), hashing)
  t.strictSame(await cellsOf(page, 'GET /me alone, and beside sign-ins'), beside)
  t.strictSame(await cellsOf(page, 'Heap after visitors have come'), kept)
  t.strictSame(await cellsOf(page, 'Until a server listens'), starts)
  const normal = said.map((each) => each.replace(/\s+/g, ' '))
  for (const paragraph of plainParagraphs(DOCS))
    t.ok(
      normal.some((each) => each.includes(paragraph)),
      paragraph.slice(0, 60),
    )
  const { lines, title, y } = GROWTH_CHARTS['state-bytes'](recorded('growth'))
  const cells = await cellsOf(page, `${title}: ${y.name}`)
  t.strictSame(
    cells.find(([bytes]) => bytes === '1,000')?.slice(1),
    lines.map(({ points }) => points.find(([x]) => x === 1000)?.[1].toLocaleString('en')),
  )
})

t.test('for any eyes, on any screen', async (t) => {
  const found = await opened(t, { viewport: { width: 360, height: 800 } })
  if (found === undefined) return
  const { page } = found
  await openAll(page)
  t.equal(await page.evaluate('document.documentElement.scrollWidth'), 360)
  t.strictSame(await findings(page), [])
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor')
    // The page hears of the other scheme by itself.
    const first = { light: '#0b5cad', dark: '#7cb8ff' }[colorScheme]
    await page.locator(`.swatch-of text[fill="${first}"]`).first().waitFor()
    await page.locator(`.drawn path[fill="${first}"]`).first().waitFor({ state: 'attached' })
    const colours = await page.evaluate<string[]>(
      '[...document.querySelectorAll(".swatch-of text")].map((each) => getComputedStyle(each).fill)',
    )
    for (const colour of new Set(colours))
      t.ok(contrast(colour, String(ground)) >= 4.5, `${colour} on ${ground}`)
  }
})

t.test('with the keyboard alone', async (t) => {
  const found = await opened(t)
  if (found === undefined) return
  const { page } = found
  await openAll(page)
  // Of a group of radio buttons one is a stop, the others are reached by arrows.
  const stops = await page
    .locator('a, summary, [tabindex="0"], input[type=checkbox], input[type=radio]:checked')
    .count()
  const reached = new Set<string>()
  for (let tabs = 0; tabs < stops; tabs += 1) {
    await page.keyboard.press('Tab')
    reached.add(
      await page.evaluate<string>(
        'String([...document.querySelectorAll("*")].indexOf(document.activeElement))',
      ),
    )
  }
  t.equal(reached.size, stops)
  const lines = page.locator('figure', { hasText: 'GET / as the state grows: bytes' })
  const marks = () => lines.locator(`.drawn path[fill="${JWT_COLOUR}"]`)
  await marks().first().waitFor({ state: 'attached' })
  await lines.getByRole('checkbox', { name: 'JWT', exact: true }).focus()
  await page.keyboard.press('Space')
  await marks().first().waitFor({ state: 'detached' })
})

t.test('who wants less motion gets none', async (t) => {
  const found = await opened(t, { reducedMotion: 'reduce' })
  if (found === undefined) return
  const { page } = found
  // The page's clock goes on only when it is told to: how fast the machine draws does not count.
  await page.clock.install()
  await page.reload()
  await drawn(page)
  await page.clock.pauseAt(Date.now() + 60_000)
  const changes = async (route: string) => {
    await page.getByLabel(route, { exact: true }).check()
    const seen = new Set<string>()
    for (let frame = 1; frame <= FRAMES; frame += 1) {
      await page.clock.runFor(FRAME_MS)
      if (frame > 3) seen.add(await page.locator('.drawn').first().innerHTML())
    }
    return seen.size
  }
  t.equal(await changes('Signing in'), 1)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  t.ok((await changes('Signing out')) > 3, 'it moves where it may')
})

t.test('the first view does without it', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const { url } = await startLab(t)
  const page = await browser.newPage()
  const sizes: Record<string, number> = {}
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url())
    if (!/\.(js|css)$/.test(pathname)) return
    sizes[pathname] = gzipSync(await response.body()).length
  })
  await page.goto(url)
  await page.getByRole('button', { name: 'Visit', exact: true }).waitFor()
  await page.waitForLoadState('load')
  t.equal(Object.keys(sizes).length, 2)
  const first = Object.values(sizes).reduce((sum, each) => sum + each, 0)
  t.ok(first < 100_000, `${first} bytes compressed`)
  await page.getByRole('link', { name: 'Cost' }).click()
  await drawn(page)
  t.comment(sizes)
  t.equal(Object.keys(sizes).length, 4)
})

t.test("one's own last run", async (t) => {
  const file = join(temporaryDirectory(t), 'own.json')
  const bench = recorded('bench')
  const subjects = bench.subjects
    .filter(({ id }) => ['no-auth-fastify', 'jwt', 'server-session'].includes(id))
    .map((each) => ({ ...each, samples: { me: each.samples.me } }))
  const environment = { ...bench.environment, cpu: 'My own', pinned: false }
  writeFileSync(file, JSON.stringify({ ...bench, environment, subjects }))
  const found = await opened(t, {}, { LAB_BENCH: file })
  if (found === undefined) return
  const { page, faults } = found
  t.ok(await page.getByLabel('your own').isChecked())
  await page.getByText('Measured').first().click()
  t.ok(await page.getByText('these are no figures to go by').isVisible())
  t.equal(await page.getByText('cores of My own').count(), 1)
  t.equal((await cellsOf(page, 'A signed-in GET /me')).length, 0, 'in a table that is closed')
  await openAll(page)
  t.equal((await cellsOf(page, 'A signed-in GET /me')).length, 3)
  t.equal(await page.getByText('To know who someone is takes').count(), 0, 'too little for words')
  await page.getByLabel('the recorded one').check()
  t.ok(await page.getByText('To know who someone is takes').isVisible())
  writeFileSync(file, '{"subjects": 3}')
  await page.reload()
  t.match(
    await page.getByRole('alert').textContent(),
    /^LAB_BENCH names no file that npm run bench/,
  )
  t.strictSame(faults, [])
})

/** WCAG 2.2, relative luminance. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(rgb: string): number {
  const [r = 0, g = 0, b = 0] = (rgb.match(/\d+/g) ?? []).map((each) => {
    const share = Number(each) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
