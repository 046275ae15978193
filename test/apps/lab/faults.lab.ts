/** Faults told and tried in the page: what one changes, the case that catches it, and what ends with it. */
import t from 'tap'
import { allFaults } from '../../../apps/faults/catalogue/all.ts'
import { safeguards } from '../../../apps/faults/safeguards.ts'
import { until } from '../../../shared/processes/until.ts'
import { findings } from '../../support/axe.ts'
import { openBrowser } from '../../support/browser.ts'
import { childrenOf, isAlive, post } from './asked.ts'
import { openLab } from './open-lab.ts'
import { startLab } from './start-lab.ts'

t.test('from the index to a fault, to its case, and back', async (t) => {
  const fault = allFaults.find(({ id }) => id === 'input.role-from-body')
  if (fault === undefined) throw new Error('The catalogue has it no more.')
  const found = await openLab(t, '/read/faults')
  if (found === undefined) return
  const { page, faults } = found
  await page.getByRole('link', { name: fault.id }).first().click()
  await page.getByRole('heading', { name: fault.id }).waitFor()
  const text = (await page.locator('main').textContent()) ?? ''
  const { title, server, exercise = '', attack, vainFix, fix, caughtBy } = fault
  for (const part of [title, server, exercise, attack, vainFix, fix, caughtBy])
    t.ok(text.includes(part.replaceAll('`', '')), part)
  t.equal(await page.locator('.patch').count(), fault.patches.length)
  for (const { file, find, put } of fault.patches) {
    t.ok(text.includes(file), file)
    for (const line of find.split('\n')) t.ok(text.includes(`- ${line}`), line)
    for (const line of put.split('\n')) t.ok(text.includes(`+ ${line}`), line)
  }
  await page.getByRole('link', { name: caughtBy }).click()
  await page.getByRole('heading', { name: 'Faults that it catches' }).waitFor()
  const caught = allFaults.filter((each) => each.caughtBy === caughtBy).map(({ id }) => id)
  t.strictSame(
    await page.locator('main ul a[href^="/conformance/faults/"]').allTextContents(),
    caught,
  )
  await page.getByRole('link', { name: fault.id }).click()
  await page.getByRole('heading', { name: fault.id }).waitFor()
  await page.getByRole('link', { name: 'All faults' }).click()
  await page.getByText(`${allFaults.length} faults`).waitFor()
  t.equal(await page.locator('tbody tr').count(), allFaults.length)
  t.strictSame(faults, [])
})

t.test('a safeguard taken out: the attack, and the case that goes red', async (t) => {
  const found = await openLab(t, '/conformance/safeguards')
  if (found === undefined) return
  const { page, url, faults } = found
  await page.getByText(`${safeguards.length} safeguards`).waitFor()
  t.strictSame(await findings(page), [], 'the list')
  await page.getByRole('link', { name: 'own-path' }).click()
  await page.getByRole('button', { name: 'Try it' }).click()
  await page
    .getByText('The case passes at the server as it is, and fails at the faulty one.')
    .waitFor()
  const text = (await page.locator('main').textContent()) ?? ''
  t.match(
    text,
    /as it is.*login\.next-stays-here: ✓ pass.*At the faulty server.*POST \/login: 303/s,
  )
  t.match(text, /answered otherwise.*location: \/\/evil\.example/s)
  t.match(text, /✗ fail.*Expected"http:\/\/localhost:\d+\/"Saw"http:\/\/evil\.example\/"/s)
  t.strictSame(await findings(page), [], 'a fault')
  t.strictSame(faults, [])
  const unknown = await post(url, '/api/faults/login.next-anywher/run')
  t.match(unknown, { status: 404, detail: 'Did you mean login.next-anywhere?' })
})

t.test('a fault is tried once for all, can be stopped, and ends with the lab', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const slow = safeguards.find(({ safeguard }) => safeguard === 'request-timeout')
  const lab = await startLab(t)
  const page = await browser.newPage()
  await page.goto(`${lab.url}/conformance/faults/${slow?.id}`)
  // It waits half a minute for a body that never comes.
  await fetch(`${lab.url}/health/ready`) // a table is laid: its servers are not the ones
  const others = childrenOf(lab.process.pid)
  const tried = async () => {
    await page.getByRole('button', { name: 'Try it' }).click()
    return until(
      'its server runs',
      () => {
        const more = childrenOf(lab.process.pid).filter((pid) => !others.includes(pid))
        return more.length > 0 && more
      },
      { endsWith: lab.process },
    )
  }
  const stopped = await tried()
  const other = await post(lab.url, '/api/faults/login.next-anywhere/run')
  t.match(other, { status: 409, detail: 'the same for everyone' })
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('It was stopped.').waitFor()
  t.notOk(stopped.some(isAlive), 'its server is gone')

  const running = await tried()
  t.ok(running.every(isAlive))
  await lab.stop()
  await until('its server is gone', () => !running.some(isAlive))
})
