/**
 * Servers that are not of this project, made from the text of the contract alone, each with choices of
 * its own wherever that leaves one: the suite must find nothing wrong with any of them.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { DEMO } from '../../../apps/conformance/demo-users.ts'
import { ALLOWED_ORIGIN } from '../../../apps/conformance/own-server.ts'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import type { Brought } from '../../../shared/conformance/brought/brought.ts'
import { control } from '../../../shared/conformance/brought/control.ts'
import { ServerLog } from '../../../shared/conformance/brought/server-log.ts'
import { signingKey } from '../../../shared/conformance/brought/signing-key.ts'
import { groupOf } from '../../../shared/conformance/case.ts'
import { runCases } from '../../../shared/conformance/run/runner.ts'
import { findTarget } from '../../../shared/conformance/run/target.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'
import type { StyleName } from '../../../shared/styles.ts'
import { startSound } from '../../support/sound.ts'
import { judgeStarted, type Start, tellResults } from './judge.ts'

/** What is only told of a server, and not held against it, may differ. */
const cases = allCases.filter(({ level }) => level !== 'INFO')

const TLS = { 'cookies.secure-over-https': 'test/shared/conformance/behind-tls.suite.ts' }
const NO_ACCOUNTS = Object.fromEntries(
  allCases.flatMap(({ id, needs }) => {
    return needs?.includes('account-changes') ? [[id, 'takes no changes of accounts']] : []
  }),
)
const ONE_KEY = { 'cookies.after-key-rotation': 'knows one key alone' }
const NO_STORE = { 'health.fails-closed-without-store': 'its store is its memory' }
/** The suite can sign as the usual libraries do. */
const OWN_SIGNATURE = Object.fromEntries(
  allCases.flatMap((each) => {
    return groupOf(each) === 'real-key' ? [[each.id, 'signs nothing, or in a way of its own']] : []
  }),
)

interface Own {
  readonly settings: NodeJS.ProcessEnv
  readonly brought: Brought
}

/** What the owner of each sets and brings; and what can't be judged nevertheless. */
const OWNERS: Readonly<
  Partial<
    Record<StyleName, { own: (t: Test, run: string) => Own; unjudged: Record<string, string> }>
  >
> = {
  'server-session': {
    own: () => ({ settings: {}, brought: {} }),
    unjudged: { ...TLS, ...NO_ACCOUNTS, ...NO_STORE, ...ONE_KEY, ...OWN_SIGNATURE },
  },
  jwt: {
    own: (_t, run) => {
      const JWT_ALGORITHM = run === 'usual' ? 'ES256' : 'HS256'
      const JWT_KEY = run === 'usual' ? newEcKey() : randomBytes(32).toString('hex')
      const brought = { key: signingKey(JWT_KEY), allowedOrigin: ALLOWED_ORIGIN }
      return { settings: { JWT_ALGORITHM, JWT_KEY }, brought }
    },
    unjudged: { ...TLS, ...NO_ACCOUNTS, ...ONE_KEY },
  },
  'cookie-session': {
    own: (t) => {
      const changes = join(temporaryDirectory(t), 'changes')
      writeFileSync(changes, '')
      const accounts = control(`sh -c 'echo "$0 $*" >> "${changes}"'`)
      return { settings: { ACCOUNT_CHANGES: changes }, brought: { accounts } }
    },
    unjudged: { ...TLS, ...ONE_KEY, ...OWN_SIGNATURE },
  },
}

function newEcKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** They wait more than they work. */
t.jobs = Object.keys(OWNERS).length

for (const [name, { own, unjudged }] of Object.entries(OWNERS)) {
  t.test(`${name} holds the contract`, { buffered: true }, async (t) => {
    const start: Start = async (t, run, settings) => {
      const { settings: more, brought } = own(t, run)
      const server = await startSound(t, name as StyleName, { ...settings, ...more })
      const log = new ServerLog(server.logPath)
      return { url: server.url, brought: { log, ...brought }, stop: () => server.stop() }
    }
    await judgeStarted(t, name, start, unjudged, cases)
  })
}

t.test('from one address the suite keeps below every limit', { buffered: true }, async (t) => {
  const limits = {
    SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '3',
    SIGN_IN_FAILURES_ADDRESS: '16',
    SIGN_IN_FAILURES_ACCOUNT: '20',
  }
  const { url, stop } = await startSound(t, 'jwt', limits)
  const target = { ...(await findTarget(url, [...DEMO])), sourceAddresses: undefined }
  const results = await runCases(target, cases, { accounts: url })
  tellResults(t, 'jwt from one address', results)
  const refused = results.filter(({ exchanges }) => exchanges.some(({ status }) => status === 429))
  t.strictSame(
    refused.map(({ case: { id } }) => id),
    [],
    'no case was told to wait',
  )
  const judged = results.filter(({ verdict }) => verdict === 'pass').length
  t.ok(judged > 200, `${judged} cases were judged all the same`)
  await stop()
})
