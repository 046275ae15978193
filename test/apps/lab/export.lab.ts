/** What was played, saved: the commands do the same again elsewhere, and the page needs nothing but itself. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { asPage } from '../../../apps/lab/export/page.ts'
import { asScript } from '../../../apps/lab/export/script.ts'
import { type Session, sessionOf } from '../../../apps/lab/export/session.ts'
import { argument, commented } from '../../../apps/lab/export/shell.ts'
import type { ActionId } from '../../../apps/lab/play/actions.ts'
import { Table } from '../../../apps/lab/play/table.ts'
import { howToGet, notRun } from '../../../shared/processes/missing.ts'
import { startServer, temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'
import { parseJson } from '../../../shared/visitor/json.ts'
import { findings } from '../../support/axe.ts'
import { openBrowser } from '../../support/browser.ts'
import { startLab } from './start-lab.ts'

const HOSTILE = `it's "quoted" <script>document.title = 'taken'</script> $(touch x) \`touch x\` \\ !x
# no comment; touch x`

/** Everything that a browser can be made to do, and a note that would rather be a command. */
async function played(t: Test): Promise<Session> {
  const table = await Table.open('one', join(temporaryDirectory(t), 'table'))
  t.teardown(() => table.close())
  const act = (action: ActionId, more: object = {}) => table.act(action, { who: 'you', ...more })
  const sentByAll = (method: string, path: string, more: object = {}) =>
    Promise.all(table.seats.map((seat) => seat.send('you', method, path, more)))
  await act('visit')
  await act('sign-in-alice')
  await act('note-small')
  await act('steal')
  await act('note-too-large')
  await sentByAll('PUT', '/notes/note', { json: { text: HOSTILE } })
  await sentByAll('GET', '/notes')
  await act('go-back', { frame: 3 })
  await sentByAll('GET', '/notes')
  await act('change-a-byte')
  await act('sign-in-bob')
  await act('who-am-i')
  await act('edit', { style: 'jwt', value: HOSTILE }) // which no jar takes: a line has no end in it
  await act('edit', { style: 'cookie-session', value: HOSTILE.split('\n')[0] })
  await act('sign-out')
  await act('who-am-i', { who: 'thief' })
  await act('change-role')
  return sessionOf(table, new Date())
}

/** What came of each request, in order: its status, who that is, and the notes. */
function outcomesOf({ steps }: Session): unknown[] {
  return steps.flatMap(({ number, columns }) =>
    columns.flatMap(({ style, frame, done }) => {
      if (done.request === null || frame.wire === null) return []
      const { status, body } = frame.wire.response
      return [
        { number, style, path: done.request.path, status, ...toldIn(done.request.path, body) },
      ]
    }),
  )
}

function outcomesIn(output: string, urls: readonly string[]): unknown[] {
  return output.split('\n== ').flatMap((step) => {
    const number = Number.parseInt(step, 10)
    return [...step.matchAll(/^(.*)\n(\d{3}) (http:\S+)$/gm)].map(
      ([, body = '', status, url = '']) => {
        const { origin, pathname: path } = new URL(url)
        const style = STYLES[urls.indexOf(origin)]
        return { number, style, path, status: Number(status), ...toldIn(path, body) }
      },
    )
  })
}

function toldIn(path: string, body: string) {
  const { user, notes } = (parseJson(body) ?? {}) as {
    user?: { username: string }
    notes?: unknown
  }
  return path === '/me' ? { user: user?.username } : path === '/notes' ? { notes } : {}
}

t.test('texts that would rather be commands', (t) => {
  if (!hasCurl()) {
    notRun(t, 'no bash or curl', howToGet(['bash', 'curl']))
    return t.end()
  }
  const folder = temporaryDirectory(t)
  for (const text of [
    HOSTILE,
    '',
    "'",
    'x'.repeat(2000),
    `${HOSTILE}${'7'.repeat(1000)}'$(touch x)`,
    `a\u202e\u2066b\u009b2J\u2028'$(touch x)\\x41\r\n`,
  ]) {
    // A word at the end, so that the shell's own cutting of line ends does not count.
    const script = `repeated() { printf "%$2s" '' | tr ' ' "$1"; }\nprintf '%s' ${argument(text)}.\n`
    t.notMatch(script, /[\u202e\u2066\u009b\u2028\r]/, 'all of it is seen')
    t.equal(bash(`${commented(text).join('\n')}\n${script}`, folder), `${text}.`)
  }
  t.equal(
    bash(commented(`a\ntouch x\r\ntouch y\rtouch z\u2028\u202etouch u`).join('\n'), folder),
    '',
  )
  t.strictSame(readdirSync(folder), [])
  t.end()
})

t.test('the commands, against other servers: the same comes of it', async (t) => {
  if (!hasCurl()) return notRun(t, 'no bash or curl', howToGet(['bash', 'curl']))
  const session = await played(t)
  const folder = temporaryDirectory(t)
  const file = join(temporaryDirectory(t), 'session.sh')
  writeFileSync(file, asScript(session))
  execFileSync('bash', ['-n', file])
  const urls = await Promise.all(STYLES.map(async (style) => (await startServer(t, style)).url))
  const [JWT, COOKIE_SESSION, SERVER_SESSION] = urls
  const output = execFileSync('bash', [file], {
    env: { PATH: process.env.PATH, TMPDIR: folder, JWT, COOKIE_SESSION, SERVER_SESSION },
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const expected = outcomesOf(session)
  t.equal(expected.length, 44)
  t.strictSame(outcomesIn(output, urls), expected)
  t.match(output, /-- Make alice an admin: npm run users -- role alice admin/)
  t.strictSame(readdirSync(folder), [], 'no text became a command, and no jar is left')
})

t.test('the page, without a script and without a network', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const session = await played(t)
  const file = join(temporaryDirectory(t), 'session.html')
  writeFileSync(file, asPage(session))
  const url = pathToFileURL(file).href
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const faults: string[] = []
  const asked: string[] = []
  page.on('console', (message) => faults.push(message.text()))
  page.on('request', (request) => asked.push(request.url()))
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto(url)
  const titles = await page.getByRole('heading', { level: 2 }).allTextContents()
  t.strictSame(
    titles,
    session.steps.map(
      ({ number, title, who }) => `${number}. ${title} ${who === 'you' ? who : 'the thief'}`,
    ),
  )
  t.equal(await page.locator('article').count(), session.steps.length * 3)
  t.equal(await page.locator('script').count(), 0)
  t.match(
    await page.locator('article.jwt pre', { hasText: 'PUT /notes/note' }).last().textContent(),
    JSON.stringify({ text: HOSTILE }),
    'it is there, as text',
  )
  const held = page.locator('article.server-session').nth(1).locator('details', { hasText: 'Held' })
  t.notOk(await held.locator('pre').first().isVisible())
  await held.locator('summary').click()
  t.match(await held.locator('pre').last().textContent(), '"username": "alice"')
  t.strictSame(faults, [])
  t.strictSame(asked, [url])
  await context.close()
})

t.test('axe finds nothing on it, and at 360 px nothing is beside the page', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const table = await Table.open('one', join(temporaryDirectory(t), 'table'))
  t.teardown(() => table.close())
  await table.act('sign-in-alice', { who: 'you' })
  await table.choose({ remedy: 'denylist', store: 'file' })
  await table.act('steal', { who: 'you' })
  const html = asPage(sessionOf(table, new Date()))
  t.match(html, /Before this the servers were started again. Remedy: a denylist/)
  const page = await (await browser.newContext({ bypassCSP: true })).newPage()
  await page.setViewportSize({ width: 360, height: 800 })
  // Its own policy would not let axe in: that is what the test before this one is for.
  await page.setContent(html.replace(/<meta http-equiv[^>]*>/, ''))
  for (const held of await page.getByText('Held then').all()) await held.click()
  t.strictSame(await findings(page), [])
  t.equal(await page.evaluate('document.documentElement.scrollWidth'), 360)
})

t.test('saved from the page', async (t) => {
  const browser = await openBrowser(t)
  if (browser === undefined) return
  const { url } = await startLab(t)
  const page = await browser.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: 'Visit', exact: true }).click()
  await page.getByText('Action 1 of 1').waitFor()
  for (const [link, name, first] of [
    ['Save as one file', /^three-ways-to-remember-[-\d]+-1-step\.html$/, '<!doctype html>'],
    ['Save as curl commands', /^three-ways-to-remember-[-\d]+-1-step\.sh$/, '#!/usr/bin/env bash'],
  ] as const) {
    const saving = page.waitForEvent('download')
    await page.getByRole('link', { name: link }).click()
    const download = await saving
    t.match(download.suggestedFilename(), name)
    t.equal(readFileSync(await download.path(), 'utf8').split('\n')[0], first)
  }
  t.match(page.url(), /\/play\//, 'the view stays')
  const unknown = await fetch(`${url}/api/tables/nobody/export.html`)
  t.equal(unknown.status, 404)
  t.match(unknown.headers.get('content-type'), 'application/problem+json')
})

function bash(script: string, cwd: string): string {
  return execFileSync('bash', ['-c', script], { cwd, encoding: 'utf8' })
}

function hasCurl(): boolean {
  try {
    execFileSync('bash', ['-c', 'curl --version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
