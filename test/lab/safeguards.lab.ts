/** Safeguards taken out from the page: the attack that then works, and what ends with it. */
import t from 'tap'
import { findings } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { until } from '../support/until.ts'
import { childrenOf, isAlive, post } from './asked.ts'
import { openLab } from './open-lab.ts'
import { startLab } from './start-lab.ts'

t.test('a safeguard taken out: the attack, and the case that goes red', async (t) => {
  const found = await openLab(t, '/conformance/safeguards')
  if (found === undefined) return
  const { page, url, faults } = found
  await page.getByRole('table').waitFor()
  t.strictSame(await findings(page), [], 'the list')
  await page.getByRole('link', { name: 'own-path' }).click()
  await page.getByRole('button', { name: 'Take it out' }).click()
  await page.getByText('The attack fails with it, and works without it.').waitFor()
  const text = (await page.locator('main').textContent()) ?? ''
  t.match(text, /With it.*login\.next-stays-here: ✓ pass.*Without it.*POST \/login: 303/s)
  t.match(text, /answered otherwise without it.*location: \/\/evil\.example/s)
  t.match(text, /✗ fail.*Expected"http:\/\/localhost:\d+\/"Saw"http:\/\/evil\.example\/"/s)
  t.strictSame(await findings(page), [], 'a safeguard')
  t.strictSame(faults, [])
  const unknown = await post(url, '/api/safeguards/own-pat/run')
  t.match(unknown, { status: 404, detail: 'Did you mean own-path?' })
})

t.test('a safeguard is out once for all, can be stopped, and ends with the lab', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const lab = await startLab(t)
  const page = await browser.newPage()
  await page.goto(`${lab.url}/conformance/safeguards/request-timeout`)
  // It waits half a minute for a body that never comes.
  await fetch(`${lab.url}/health/ready`) // a table is laid: its servers are not the ones
  const others = childrenOf(lab.process.pid)
  const takenOut = async () => {
    await page.getByRole('button', { name: 'Take it out' }).click()
    return until(
      'its server runs',
      () => {
        const more = childrenOf(lab.process.pid).filter((pid) => !others.includes(pid))
        return more.length > 0 && more
      },
      { endsWith: lab.process },
    )
  }
  const stopped = await takenOut()
  const other = await post(lab.url, '/api/safeguards/own-path/run')
  t.match(other, { status: 409, detail: 'the same for everyone' })
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('It was stopped.').waitFor()
  t.notOk(stopped.some(isAlive), 'its server is gone')

  const running = await takenOut()
  t.ok(running.every(isAlive))
  await lab.stop()
  await until('its server is gone', () => !running.some(isAlive))
})
