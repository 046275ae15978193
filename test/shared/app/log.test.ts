import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startServer, temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'
import { decodeJwt } from '../../../shared/visitor/credential.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'
import { ALICE, NEVER_LOGGED, wholeVisit } from './whole-visit.ts'

/** So long a part of a credential is already too much of it. */
const WINDOW = 12

for (const style of STYLES) {
  t.test(`the log of ${style} tells who and what, never how`, async (t) => {
    const DATA_DIR = temporaryDirectory(t)
    const directory = join(DATA_DIR, 'sessions')
    const settings = { DATA_DIR, STORE: `file:${directory}`, LOG_LEVEL: 'trace' }
    const server = await startServer(t, style, settings)
    const exchanges = await wholeVisit(server.url)
    if (style === 'server-session') {
      const visitor = new Visitor({ origin: new URL(server.url), journal: exchanges })
      await visitor.signIn(ALICE)
      renameSync(directory, `${directory}-away`)
      writeFileSync(directory, 'no folder')
      t.equal((await visitor.get('/')).status, 503)
    }
    await server.stop()

    const log = server.output()
    const lines = log.trim().split('\n').map(parsed)
    for (const line of whoAndWhat(style)) {
      t.ok(lines.some(includes(line)), `tells ${JSON.stringify(line)}`)
    }
    t.notOk(lines.includes(undefined), 'is JSON, line by line')
    for (const [where, text] of Object.entries({ ...NEVER_LOGGED, password: ALICE.password })) {
      t.notOk(log.includes(text), `does not tell: ${where} ("${text}")`)
    }
    const credentials = credentialsIn(exchanges)
    t.ok(credentials.size > 5, 'there were credentials to look for')
    for (const credential of credentials) {
      t.equal(windowIn(log, credential), undefined, `does not tell ${credential.slice(0, 20)}…`)
    }
  })
}

function whoAndWhat(style: string): object[] {
  const alice = { level: 30, username: 'alice', address: '127.0.0.1' }
  const refused = { level: 30, event: 'refused', address: '127.0.0.1' }
  return [
    { ...alice, event: 'signed in' },
    { ...alice, event: 'sign-in failed' },
    { ...alice, event: 'password changed' },
    { ...alice, event: 'password change failed' },
    { ...alice, event: 'signed out' },
    { event: 'sign-in failed', username: undefined },
    { ...refused, code: 'cross-origin', method: 'POST', route: '/logout' },
    { ...refused, code: 'invalid-credentials', route: '/login' },
    { ...refused, code: 'wrong-password', route: '/password' },
    ...(style === 'server-session' ? [{ level: 50, code: 'store-unavailable', route: '/' }] : []),
  ]
}

type Line = Record<string, unknown>

function parsed(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line
  } catch {
    return undefined
  }
}

function includes(wanted: object): (line: Line | undefined) => boolean {
  return (line) =>
    line !== undefined && Object.entries(wanted).every(([name, value]) => line[name] === value)
}

/** Every credential that went either way, and the ids of sessions and sign-ins that are in them. */
function credentialsIn(exchanges: Exchange[]): Set<string> {
  const found = new Set<string>()
  for (const exchange of exchanges) {
    for (const { value } of exchange.setCookies()) found.add(value)
    for (const [name, value] of exchange.request.headers) {
      if (name === 'Authorization') found.add(value.replace('Bearer ', ''))
      if (name === 'Cookie')
        for (const pair of value.split('; ')) found.add(pair.split('=')[1] ?? '')
    }
    const { sessions = [] } = (exchange.json() ?? {}) as { sessions?: { id: string }[] }
    for (const { id } of sessions) found.add(id)
  }
  for (const value of [...found]) for (const id of idsIn(value)) found.add(id)
  return new Set([...found].filter((value) => value.length >= WINDOW))
}

function idsIn(value: string): string[] {
  const { claims } = decodeJwt(value) ?? {}
  const state = /"signIn":\{"id":"([^"]+)"/.exec(Buffer.from(value, 'base64').toString())
  return [claims?.sid, claims?.jti, state?.[1]].filter((id) => typeof id === 'string')
}

/** The first part of a credential, as it is or percent-decoded, that stands in a text. */
function windowIn(text: string, credential: string): string | undefined {
  for (const form of new Set([credential, decodeURIComponent(credential)])) {
    for (let at = 0; at + WINDOW <= form.length; at += 1) {
      const part = form.slice(at, at + WINDOW)
      if (text.includes(part)) return part
    }
  }
  return undefined
}
