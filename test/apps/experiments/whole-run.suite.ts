/** A whole run at the terminal: its page in a browser, its stop in the middle. */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { NODE } from '../../../shared/processes/node.ts'
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
  const [command, ...node] = NODE
  const child = spawn(
    command,
    [...node, 'dist/apps/experiments/command.js', '--only', 'instances'],
    {
      detached: true, // a group of its own, as env stands before Node
      env: { PATH: process.env.PATH, TMPDIR },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const { pid = 0 } = child
  t.teardown(() => child.exitCode ?? process.kill(-pid, 'SIGKILL'))
  const closed = new Promise((resolve) => child.once('close', resolve))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  // The first line of progress: servers are up by then, and more are starting.
  await new Promise((resolve) => child.stderr.once('data', resolve))
  t.not(await processesAt(`DATA_DIR=${TMPDIR}`), 0, 'servers of it run')
  process.kill(-pid, 'SIGINT')
  t.equal(await closed, 2)
  t.match(said, /Stopped before all experiments had run\.\n$/)
  t.strictSame(readdirSync(TMPDIR), [], 'nothing is left behind')
  t.equal(await processesAt(TMPDIR), 0, 'no process either')
})
