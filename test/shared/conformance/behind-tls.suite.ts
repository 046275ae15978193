/** Over HTTPS cookies have other names and attributes, and origins another scheme: the suite brings the TLS. */
import t, { type Test } from 'tap'
import { DEMO } from '../../../apps/conformance/demo-users.ts'
import { broughtFor, SECRETS } from '../../../apps/conformance/own-server.ts'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import type { Brought } from '../../../shared/conformance/brought/brought.ts'
import { groupOf } from '../../../shared/conformance/case.ts'
import { runCases } from '../../../shared/conformance/run/runner.ts'
import { findTarget } from '../../../shared/conformance/run/target.ts'
import { localAddress } from '../../../shared/processes/public-origin.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { STYLES, type StyleName } from '../../../shared/styles.ts'
import { startSound } from '../../support/sound.ts'
import { tellResults } from './judge.ts'

const PUBLIC_ORIGIN = 'https://example.test'

/** What TLS can make a difference to. */
const GROUPS = [
  'visits',
  'cookies',
  'bearer',
  'renewal',
  'logout',
  'origin',
  'host',
  'redirects',
  'headers',
  'refresh',
]

/** A refresh cookie has a prefix and a path of its own. */
const OURS: [style: StyleName, remedies: NodeJS.ProcessEnv][] = [
  ...STYLES.map((style): [StyleName, NodeJS.ProcessEnv] => [style, {}]),
  ['jwt', { REFRESH: 'on' }],
  ['cookie-session', { REFRESH: 'on' }],
]

/** How each is started; the answer is the address that it listens at, and what its owner brings. */
type Start = (t: Test) => Promise<{ address: string; brought: Brought }>
const starts: [name: string, start: Start][] = [
  ...OURS.map(([style, remedies]): [string, Start] => [
    [style, ...Object.keys(remedies)].join(' with '),
    async (t) => {
      const settings = { PUBLIC_ORIGIN, SECRETS, ...remedies }
      const server = await startServer(t, style, settings)
      const brought = await broughtFor(style, server, settings)
      return { address: await localAddress(server), brought }
    },
  ]),
  ...STYLES.map((name): [string, Start] => [
    `sound ${name}`,
    async (t) => ({ address: (await startSound(t, name, { PUBLIC_ORIGIN })).url, brought: {} }),
  ]),
]

// More at once take no less time, and each of 42 visits in turn would wait for all the others.
t.jobs = 2

for (const [name, start] of starts) {
  t.test(`${name} holds the contract behind TLS`, { buffered: true }, async (t) => {
    const { address, brought } = await start(t)
    const behindTls = { ...brought, behindTls: PUBLIC_ORIGIN }
    const target = await findTarget(address, [...DEMO], behindTls)
    const cases = allCases.filter((each) => GROUPS.includes(groupOf(each)))
    const results = await runCases(target, cases, { accounts: address })
    tellResults(t, name, results)
    // What needs more than was brought can't be; of the servers here all of it was.
    const isOurs = !name.startsWith('sound ')
    const unjudged = results.filter(({ verdict, case: { needs } }) => {
      return verdict === 'not-judged' && (isOurs || needs === undefined)
    })
    t.strictSame(
      unjudged.map(({ case: { id }, reason }) => `${id}: ${reason}`),
      [],
      'all of them are judged',
    )
    const secure = results.find(({ case: { id } }) => id === 'cookies.secure-over-https')
    t.equal(secure?.verdict, 'pass', 'what needs HTTPS was judged')
  })
}
