/**
 * A style is a folder in apps/ and a line in shared/styles.ts: a copy of this project gets a fourth one, which is
 * in test/opaque-token (as deep as a folder in apps/, so that what it imports is the same). Nothing else is changed.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Comparison } from '../../apps/experiments/reports/record.ts'
import type { Report } from '../../shared/conformance/reports/record.ts'
import { NODE } from '../../shared/processes/node.ts'
import { startFile } from '../../shared/processes/start-server.ts'
import { openBrowser } from '../support/browser.ts'
import { buildPage } from './lab/start-lab.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const NAME = 'opaque-token'
/** One for each thing on which an expectation can depend: who keeps the state, a bearer token, the store, a fault. */
const EXPERIMENTS = [
  'ending.replay-after-sign-out',
  'ending.everywhere',
  'ending.another-device',
  'ending.role-changed',
  'integrity.rollback',
  'integrity.secret-leaked',
  'growth.state-sent-back',
  'instances.restart',
  'privacy.who-can-read',
  'reach.no-cookie-jar',
  'reach.script-reads-it',
  'reach.third-party-verifies',
]

buildPage()
const copy = t.testdir()
for (const name of readdirSync(ROOT).filter((name) => !['.git', 'dist', '.tap'].includes(name)))
  symlinkSync(join(ROOT, name), join(copy, name))
mkdirSync(join(copy, 'dist'))
for (const name of ['apps', 'shared', 'lab-page'])
  cpSync(join(ROOT, 'dist', name), join(copy, 'dist', name), { recursive: true })
cpSync(join(ROOT, 'dist/test', NAME), join(copy, 'dist/apps', NAME), { recursive: true })
const list = join(copy, 'dist/shared/styles.js')
writeFileSync(list, readFileSync(list, 'utf8').replace(/\](;?)$/m, `, '${NAME}']$1`))

const path = (program: string) => join(copy, 'dist/apps', `${program}.js`)

function run(program: string, ...args: string[]): Promise<{ status: number | null; said: string }> {
  const [command, ...nodeArgs] = NODE
  const child = spawn(command, [...nodeArgs, path(program), ...args])
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text
    })
  return new Promise((resolve) => {
    child.once('close', (status) => resolve({ status, said }))
  })
}

t.test('it conforms to the contract', async (t) => {
  const { url } = await startFile(t, path(`${NAME}/server`), { DATA_DIR: t.testdir() })
  const file = join(t.testdir(), 'report.json')
  const { status, said } = await run('conformance/command', url, '--json', file)
  t.equal(status, 0, said)
  const [server] = (JSON.parse(readFileSync(file, 'utf8')) as Report).servers
  t.equal(server?.style, NAME)
  t.ok((server?.results.filter(({ verdict }) => verdict === 'pass').length ?? 0) > 250)
})

t.test('it is a column of the comparison, with what is expected of its kind', async (t) => {
  const file = join(t.testdir(), 'comparison.json')
  const only = EXPERIMENTS.flatMap((id) => ['--only', id])
  await run('experiments/command', ...only, '--json', file)
  const { columns, experiments } = JSON.parse(readFileSync(file, 'utf8')) as Comparison
  t.match(columns[3], { id: NAME, title: 'opaque token', basedOn: NAME })
  t.equal(experiments.length, EXPERIMENTS.length)
  for (const { id, cells } of experiments) {
    const cell = cells.find(({ column }) => column === NAME)
    t.match(cell, { standing: 'expected', verdict: cell?.expected }, id)
  }
})

t.test('it is a column of the lab', async (t) => {
  const { url } = await startFile(t, path('lab/server'), { LAB_PORT: '0' })
  const lab = async <Answer>(address: string, body: object) => {
    const headers = { origin: url, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await (await fetch(`${url}${address}`, init)).json()) as Answer
  }
  const { id, seats } = await lab<{ id: string; seats: { style: string }[] }>('/api/tables', {})
  t.equal(seats[3]?.style, NAME)
  const actions = `/api/tables/${id}/actions`
  await lab(actions, { action: 'sign-in-alice' })
  const { frames }: { frames: [string, object][] } = await lab(actions, { action: 'who-am-i' })
  t.match(frames[3], [NAME, { user: 'alice', server: { store: 'own' } }])

  const browser = await openBrowser(t)
  if (browser === undefined) return
  const page = await browser.newPage()
  await page.goto(`${url}/play/${id}`)
  const column = page.locator(`.column.${NAME}`)
  await column.locator('.outcome').waitFor()
  t.match(await column.textContent(), /opaque-token.*You carry a random token.*signed in as alice/s)
  t.equal(await page.locator('.column').count(), 4)
})
