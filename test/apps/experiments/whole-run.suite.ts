/** A whole run at the terminal: its page in a browser, its stop in the middle. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { NODE } from '../../../shared/processes/node.ts'
import { spawnProgram } from '../../../shared/processes/spawn-program.ts'
import { until } from '../../../shared/processes/until.ts'
import { findings } from '../../support/axe.ts'
import { openBrowser } from '../../support/browser.ts'
import { runProgram } from '../../support/program.ts'
import { processesAt } from './processes.ts'

t.test(
  'the page opens without a server: evidence by keyboard, each exchange as curl',
  async (t) => {
    const browser = await openBrowser(t)
    if (browser === undefined) return
    const file = join(t.testdir(), 'page.html')
    const args = ['--only', 'ending.replay-after-sign-out', '--html', file]
    const { status, stdout } = await runProgram('experiments/command', {}, { args })
    t.equal(status, 0, stdout)
    const context = await browser.newContext({ bypassCSP: true }) // for axe's own script
    const page = await context.newPage()
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    await page.goto(pathToFileURL(file).href)
    t.strictSame(await findings(page), [], 'axe finds nothing')
    await page.getByRole('button', { name: 'still-in' }).first().focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    t.match(
      await dialog.innerText(),
      /at jwt: still-in[\s\S]*Question[\s\S]*The copy still signs in\./,
    )
    await dialog.locator('summary').last().click()
    t.match(await dialog.innerText(), /curl -i[\s\S]*\/me'/)
    t.strictSame(await findings(page), [], 'nor in the evidence')
    t.strictSame(said, [], 'nothing was refused or went wrong')
  },
)

t.test('Ctrl-C ends it, and every server with it', async (t) => {
  const TMPDIR = t.testdir()
  const command = [...NODE, 'dist/apps/experiments/command.js', '--only', 'instances']
  const {
    process: child,
    said,
    ended,
  } = spawnProgram(command, {
    detached: true, // a group of its own, as env stands before Node
    env: { PATH: process.env.PATH, TMPDIR },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const { pid = 0 } = child
  t.teardown(() => child.exitCode ?? process.kill(-pid, 'SIGKILL'))
  // The first line of progress: servers are up by then, and more are starting.
  await until('it begins', () => said.stderr !== '', { endsWith: child })
  t.not(await processesAt(`DATA_DIR=${TMPDIR}`), 0, 'servers of it run')
  process.kill(-pid, 'SIGINT')
  t.equal((await ended).status, 2)
  t.match(said.stderr, /Stopped before all experiments had run\.\n$/)
  t.strictSame(readdirSync(TMPDIR), [], 'nothing is left behind')
  t.equal(await processesAt(TMPDIR), 0, 'no process either')
})
