/**
 * Tabs that refresh at once, on two instances that share a database (`TEST_MYSQL`: on that server): real
 * processes, a socket for each tab, open before, as it is in a browser that has just shown a page.
 */
import type { ChildProcess } from 'node:child_process'
import t from 'tap'
import { startServer } from '../../../shared/processes/start-server.ts'
import { databaseUrl } from '../accounts/accounts.ts'
import { setCookiesOf, signedIn } from './tabs.ts'

const TABS = 12
const ROUNDS = 3
const HOLD_REFRESH = ['--import', new URL('./hold-refresh.js', import.meta.url).href]

/** Holds the next refreshes. @returns when all tabs' requests have arrived, and none is answered */
function held(servers: readonly ChildProcess[]): Promise<void> {
  return new Promise((resolve) => {
    let waiting = 0
    for (const server of servers) {
      server.removeAllListeners('message')
      server.on('message', (message: { refreshWaits?: boolean }) => {
        if (message.refreshWaits) waiting += 1
        if (waiting === TABS) resolve()
      })
      server.send({ hold: true })
    }
  })
}

t.test('tabs that refresh at once stay signed in, and one gets the next token', async (t) => {
  const ACCOUNTS_URL = await databaseUrl(t)
  const SECRETS = 'one-secret-for-both-of-32-bytes-or-more.'
  const settings = { REFRESH: 'on', ACCOUNTS_URL, SECRETS }
  const first = await startServer(t, 'jwt', settings, HOLD_REFRESH)
  const second = await startServer(t, 'jwt', settings, HOLD_REFRESH)
  const servers = [first, second].map((server) => server.process)
  const at = (i: number) => (i % 2 === 0 ? first : second).url

  const refresh = async (i: number, cookie: string) => {
    const answer = await fetch(`${at(i)}/refresh`, { method: 'POST', headers: { cookie } })
    return { status: answer.status, set: setCookiesOf(answer) }
  }
  let cookies = await signedIn(first.url)
  await Promise.all(Array.from({ length: TABS }, (_, i) => fetch(`${at(i)}/health/live`)))
  for (let round = 0; round < ROUNDS; round += 1) {
    const old = `${cookies.refresh}; ${cookies.access}`
    const allWait = held(servers)
    const refreshes = Promise.all(Array.from({ length: TABS }, (_, i) => refresh(i, old)))
    await Promise.race([allWait, refreshes]) // one that is refused does not wait
    for (const server of servers) server.send({ goOn: true })
    const answers = await refreshes
    t.strictSame(
      answers.map(({ status }) => status),
      Array(TABS).fill(204),
      'none is taken for a thief',
    )
    t.ok(
      answers.every(({ set }) => set.access),
      'each gets the credential anew',
    )
    const next = answers.flatMap(({ set }) => set.refresh ?? [])
    t.equal(next.length, 1, 'one is the newest')
    for (const [i, { set }] of answers.entries()) {
      const headers = { cookie: String(set.access) }
      t.equal((await fetch(`${at(i + 1)}/me`, { headers })).status, 200, 'signed in elsewhere too')
    }
    cookies = { access: answers[0]?.set.access, refresh: next[0] }
  }
  const used = String(cookies.refresh)
  const { status, set } = await refresh(0, used)
  t.equal(status, 204, 'the newest is good, without the credential too')
  t.equal((await refresh(1, used)).status, 401, 'used again, right after the answer')
  t.equal((await refresh(0, String(set.refresh))).status, 401, 'and with it the newest has ended')
  const log = second.output()
  t.match(log, '"event":"refresh token used again","username":"alice"', 'the log tells it')
  for (const token of [used, String(set.refresh)]) {
    t.notOk(`${log}${first.output()}`.includes(token.split('=')[1] ?? token), 'and no token')
  }
})
