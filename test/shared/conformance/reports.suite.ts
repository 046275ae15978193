/** The reports of a real run: each form, without secrets where asked, and what changed since. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import type { Report } from '../../../shared/conformance/reports/record.ts'
import { NODE } from '../../../shared/processes/node.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { asCurl } from '../../../shared/reports/curl.ts'
import { findings } from '../../support/axe.ts'
import { openBrowser } from '../../support/browser.ts'
import { run } from '../../support/run.ts'

const GROUPS = ['--group', 'about', '--group', 'me', '--group', 'refresh', '--group', 'log']

/** Runs the command as at a terminal. */
function conformance(...args: string[]) {
  const [command, ...node] = NODE
  return run(command, [...node, 'dist/apps/conformance/command.js', ...args])
}

const { url } = await startServer(t, 'jwt')
const directory = t.testdir({ plain: {}, redacted: {} })

async function reported(folder: string, ...more: string[]) {
  const file = (name: string) => join(directory, folder, name)
  const files = ['json', 'html', 'junit'].flatMap((form) => [`--${form}`, file(form)])
  const ended = await conformance(url, ...GROUPS, ...files, ...more)
  const json = readFileSync(file('json'), 'utf8')
  return { ...ended, file, json, report: JSON.parse(json) as Report }
}
const plain = await reported('plain')

t.test('one record makes JSON, JUnit and HTML', async (t) => {
  const { status, stdout, file, report } = plain
  t.equal(status, 0, stdout)
  const [server] = report.servers
  t.equal(server?.results.length, report.cases.length, 'every case has a result')
  const verdicts = new Set(server?.results.map(({ verdict }) => verdict))
  t.strictSame(verdicts, new Set(['pass', 'not-applicable', 'not-judged']))
  t.ok(
    server?.results.some(({ exchanges }) => exchanges.length > 0),
    'with what was sent',
  )
  const junit = readFileSync(file('junit'), 'utf8')
  t.equal(junit.match(/<testcase /g)?.length, report.cases.length)
  t.match(junit, /<testsuite [^>]*failures="0"/)
})

t.test('redacted, no form holds a password or a credential', async (t) => {
  const { file, json } = await reported('redacted', '--redact')
  const page = readFileSync(file('html'), 'utf8')
  const packed = /id="report">([^<]+)</.exec(page)?.[1] ?? ''
  const evidence = gunzipSync(Buffer.from(packed, 'base64')).toString()
  t.match(evidence, '[redacted]', 'the evidence in the page')
  for (const text of [json, page, evidence, readFileSync(file('junit'), 'utf8')]) {
    t.notMatch(text, 'alice-in-wonderland')
    t.notMatch(text, /eyJ[\w-]{10,}\.eyJ/, 'no token')
  }
  t.match(json, '[redacted]')
})

t.test('against an earlier run it tells what is added, gone and changed', async (t) => {
  const { file, report } = plain
  const results = report.servers[0]?.results ?? []
  const [first, second, ...others] = results
  if (first === undefined || second === undefined) return t.fail('no results')
  const earlier = [{ ...first, id: 'was.here' }, { ...second, verdict: 'fail' as const }, ...others]
  const servers = [{ url, style: 'jwt', results: earlier }]
  writeFileSync(file('earlier'), JSON.stringify({ ...report, servers }))
  const { stdout } = await conformance(url, ...GROUPS, '--against', file('earlier'))
  t.match(stdout, `added    ${first.id}`)
  t.match(stdout, 'gone     was.here')
  t.match(stdout, `changed  ${second.id} at ${url}  fail -> ${second.verdict}`)
  const wrong = await conformance(url, ...GROUPS, '--against', file('html'))
  t.equal(wrong.status, 2)
  t.match(wrong.stderr, /^--against .* cannot be read as a report\./)
})

t.test('a curl command asks the same again', async (t) => {
  const exchange = {
    method: 'POST',
    url: `${url}/login`,
    requestHeaders: [
      ['Host', new URL(url).host],
      ['Content-Type', 'application/json'],
    ] as [string, string][],
    requestBody: `{"username":"it's not a name","password":"$(reboot) \`x\`"}`,
    status: 0,
    responseHeaders: [],
    responseBody: '',
    milliseconds: 0,
  }
  const { stdout } = await run('bash', ['-c', asCurl(exchange)])
  t.match(stdout, /^HTTP\/1\.1 401 /)
})

t.test('the page opens without a server: filters, evidence, keyboard', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const { file, report } = plain
  const context = await browser.newContext({ bypassCSP: true }) // for axe's own script
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  writeFileSync(file('page.html'), readFileSync(file('html')))
  await page.goto(pathToFileURL(file('page.html')).href)
  const rows = page.locator('tr[data-id]:visible')
  t.equal(await rows.count(), report.cases.length)
  t.strictSame(await findings(page), [], 'axe finds nothing')
  await page.getByLabel('Text').fill('me.changes-nothing')
  t.equal(await rows.count(), 1, 'one case is left')
  await rows.getByRole('button').focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  t.match(await dialog.innerText(), /Rule/)
  await dialog.locator('summary').first().click()
  t.match(await dialog.innerText(), /As curl/)
  t.strictSame(await findings(page), [], 'nor in the evidence')
  await page.keyboard.press('Escape')
  t.equal(await dialog.isVisible(), false)
  t.strictSame(said, [], 'nothing was refused or went wrong')
})
