/** The lab's conformance view: real servers judged in a real browser. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { DEMO } from '../../../apps/conformance/demo-users.ts'
import { broughtFor } from '../../../apps/conformance/own-server.ts'
import { allFaults } from '../../../apps/faults/catalogue/all.ts'
import { startFaulty } from '../../../apps/faults/run-fault.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { until } from '../../../shared/processes/until.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'
import { findings } from '../../support/axe.ts'
import { openBrowser } from '../../support/browser.ts'
import { childrenOf, post } from './asked.ts'
import { openLab } from './open-lab.ts'
import { startLab } from './start-lab.ts'

/** Nothing listens there. */
const NOBODY = 'http://localhost:1'

/** @param servers those that the lab knows from its start */
const opened = (t: Test, path: string, ...servers: string[]) =>
  openLab(t, path, { environment: { LAB_SERVERS: servers.join(',') } })

/** Goes there by Tab alone. */
async function tabTo(page: Page, role: 'button' | 'textbox' | 'link', name: string | RegExp) {
  const wanted = page.getByRole(role, { name, exact: typeof name === 'string' }).first()
  await wanted.waitFor()
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((node) => node === node.ownerDocument.activeElement)) return
  }
  throw new Error(`no way by Tab to ${name}`)
}

t.test('a server by its typed address, all of the suite, with the keyboard alone', async (t) => {
  const { url: jwt } = await startServer(t, 'jwt')
  const found = await opened(t, '/conformance', NOBODY)
  if (found === undefined) return
  const { page, faults } = found
  await tabTo(page, 'textbox', 'Another server on this machine')
  await page.keyboard.type(jwt.replace('http://', ''))
  await page.keyboard.press('Enter')
  await page.getByLabel(jwt).waitFor()
  await tabTo(page, 'button', 'Judge these 2')
  await page.keyboard.press('Enter')
  const done = page.getByText('Done: nothing is red, 1 could not be judged.')
  await done.waitFor()
  await page.getByText(`${NOBODY}: Nothing answers at ${NOBODY}`).waitFor()

  const rows = page.locator('tbody tr')
  const groups = await rows.count()
  t.ok(groups > 30, `${groups} groups`)
  const green = page.locator('tbody td:nth-of-type(2) .mark.pass')
  t.equal(await page.locator('tbody td .mark.fail, tbody td .mark.error').count(), 0)
  t.ok((await green.count()) > 30, 'the groups of that server are green')
  t.match(await page.locator('thead').textContent(), `jwt${jwt}`)
  t.strictSame(await findings(page), [], 'the matrix')

  await tabTo(page, 'link', 'login')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'pass', exact: true }).first().waitFor()
  t.match(new URL(page.url()).pathname, /^\/conformance\/login$/)
  t.strictSame(await findings(page), [], 'a group')

  await tabTo(page, 'link', /^login\./)
  await page.keyboard.press('Enter')
  await page.locator('.evidence details summary').first().click()
  t.match(new URL(page.url()).pathname, /^\/conformance\/login\/[\w-]+$/)
  const text = (await page.locator('main').textContent()) ?? ''
  t.match(text, /POST \/login/)
  for (const { password } of DEMO) t.notMatch(text, password, 'no password is shown')
  t.strictSame(await findings(page), [], 'a case')
  t.strictSame(faults, [])
})

t.test('what is not on this machine is refused in words', async (t) => {
  const { url } = await startLab(t, 0, { LAB_ALSO_JUDGES: 'https://staging.example.test' })
  const { port } = new URL(url)
  const add = (address: string) => post(url, '/api/conformance/servers', { address })
  for (const address of [
    'http://example.org',
    'http://10.0.0.1',
    'http://169.254.169.254',
    'http://0.0.0.0:3001',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://staging.example.test',
    'https://staging.example.test:8443',
  ]) {
    const { status, type, detail } = await add(address)
    t.equal(status, 403, address)
    t.match(type, 'application/problem+json')
    t.match(detail, `${address} is not on this machine`)
    t.equal((await post(url, '/api/conformance/run', { servers: [address] })).status, 403)
  }
  for (const address of [url, `http://127.0.0.1:${port}`, `http://[::1]:${port}`])
    t.match(await add(address), { status: 403, detail: 'does not judge itself' }, address)
  for (const address of [
    '',
    'no address',
    'ftp://localhost',
    'http://localhost:3001/app',
    'http://a:b@localhost',
  ])
    t.match(await add(address), { status: 400, detail: /is no address of a server/ }, address)
  for (const address of ['https://staging.example.test', 'localhost:9', '127.0.0.9:9', '[::1]:9'])
    t.match(await add(address), { status: 201 }, address)
  const run = { servers: [NOBODY], groups: ['logni'] }
  t.match(await post(url, '/api/conformance/run', run), { status: 400, detail: /login/ })
})

t.test('a setting that is no list of origins stops the lab', async (t) => {
  for (const name of ['LAB_SERVERS', 'LAB_ALSO_JUDGES'])
    await t.rejects(startLab(t, 0, { [name]: 'http://localhost:1/path' }), {
      message: new RegExp(`lab: ${name} is a list of origins`),
    })
})

t.test('who leads elsewhere, and who does not know the demo users', async (t) => {
  let asked = 0
  const serve = async (answer: RequestListener) => {
    const server = createServer(answer).listen(0, '127.0.0.1')
    t.teardown(() => server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const elsewhere = await serve((_request, response) => {
    asked += 1
    response.end('{}')
  })
  const leading = await serve((_request, response) => {
    response.writeHead(302, { location: `${elsewhere}/about` }).end()
  })
  const others = await startServer(t, 'jwt')
  const { accounts } = await broughtFor('jwt', others, {})
  await accounts?.('disable', 'alice')

  const found = await opened(t, '/conformance/about', leading, others.url)
  if (found === undefined) return
  const { page } = found
  await page.getByRole('button', { name: 'Judge these 2 by about' }).click()
  await page.getByText('GET /about answers 302, not 200.').waitFor()
  await page.getByText(/let alice in: the lab signs in as the demo users/).waitFor()
  await page.getByText('None of them could be judged.').waitFor()
  t.equal(asked, 0, 'a redirect is not followed')
})

t.test('a run is stopped, is one for all, and puts back what it changed', async (t) => {
  const { url: jwt } = await startServer(t, 'jwt')
  const found = await opened(t, '/conformance', jwt)
  if (found === undefined) return
  const { page, url } = found
  const other = await page.context().newPage()
  await other.goto(`${url}/conformance`)
  await page.getByRole('button', { name: 'Judge it' }).click()
  await page.getByText(/^[1-9]\d* of \d+/).waitFor()
  const again = await post(url, '/api/conformance/run', { servers: [jwt] })
  t.match(again, { status: 409, detail: 'the same for everyone' })
  await other.getByRole('button', { name: 'Stop' }).click()
  await page.getByText(/^Stopped: nothing is red/).waitFor()
  const [done, all] = ((await page.locator('.count').textContent()) ?? '').match(/\d+/g) ?? []
  t.ok(Number(done) < Number(all), `${done} of ${all}`)
  for (const user of DEMO) {
    const { status } = await new Visitor({ origin: new URL(jwt) }).signIn(user)
    t.equal(status, 200, user.username)
  }
})

t.test('where the suite itself is lost, the lab says so and goes on', async (t) => {
  const lab = await startLab(t, 0, { LAB_SERVERS: NOBODY })
  const { url } = await startServer(t, 'jwt')
  await post(lab.url, '/api/conformance/servers', { address: url })
  await post(lab.url, '/api/conformance/run', { servers: [url], groups: ['throttle'] })
  // As when what a server sent takes all of its memory.
  const [judging] = await until(
    'it judges',
    () => {
      const pids = childrenOf(lab.process.pid, 'judging-process')
      return pids.length > 0 && pids
    },
    { endsWith: lab.process },
  )
  process.kill(judging as number, 'SIGKILL')
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const page = await browser.newPage()
  await page.goto(`${lab.url}/conformance`)
  await page.getByText('the suite was given up before it was through').waitFor()
  t.match(await post(lab.url, '/api/conformance/run', { servers: [url], groups: ['me'] }), {
    status: 202,
  })
  await page.getByText(/Done: nothing is red/).waitFor()
})

t.test('a server with a fault is red, with what was expected and seen', async (t) => {
  const fault = allFaults.find(({ safeguard }) => safeguard === 'http-only')
  if (fault === undefined) throw new Error('There is no such fault.')
  const { server } = await startFaulty(t, fault)
  const found = await opened(t, '/conformance/cookies', server.url)
  if (found === undefined) return
  const { page, url, faults } = found
  await page.getByRole('button', { name: 'Judge it by cookies' }).click()
  await page.getByText(/^Done: [1-9]\d* red/).waitFor()
  const red = page.locator('section', { hasText: fault.caughtBy }).first()
  const facts = (await red.textContent()) ?? ''
  t.match(facts, /✗ fail.*Looked at.*Expected.*Saw/)
  t.match(facts, fault.message)
  t.strictSame(await findings(page), [], 'a group with something red')

  await page.goto(`${url}/conformance`)
  await page.getByLabel('only groups with something red').check()
  t.match(await page.locator('tbody').textContent(), /^cookies/, 'only that group was run')
  t.equal(await page.locator('tbody tr').count(), 1)
  t.strictSame(faults, [])
})
