/** Over HTTPS cookies have other names and attributes, and origins another scheme: the suite brings the TLS. */
import t, { type Test } from 'tap'
import { allCases } from '../../shared/conformance/all-cases.ts'
import { groupOf } from '../../shared/conformance/case.ts'
import { runCases } from '../../shared/conformance/runner.ts'
import { findTarget } from '../../shared/conformance/target.ts'
import { localAddress } from '../support/public-origin.ts'
import { STYLES, startServer } from '../support/server.ts'
import { SOUND, startSound } from '../support/sound.ts'
import { DEMO } from './demo-users.ts'
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
]

/** How each is started; the answer is the address that it listens at. */
const starts: [name: string, start: (t: Test) => Promise<string>][] = [
  ...STYLES.map((style): [string, (t: Test) => Promise<string>] => [
    style,
    async (t) => localAddress(await startServer(t, style, { PUBLIC_ORIGIN })),
  ]),
  ...SOUND.map((name): [string, (t: Test) => Promise<string>] => [
    name,
    async (t) => (await startSound(t, name, { PUBLIC_ORIGIN })).url,
  ]),
]

t.jobs = starts.length
t.setTimeout(120_000)

for (const [name, start] of starts) {
  t.test(`${name} holds the contract behind TLS`, { buffered: true }, async (t) => {
    const address = await start(t)
    const target = await findTarget(address, [...DEMO], { behindTls: PUBLIC_ORIGIN })
    const cases = allCases.filter((each) => GROUPS.includes(groupOf(each)))
    const results = await runCases(target, cases, { accounts: address })
    tellResults(t, name, results)
    t.notOk(
      results.some(({ verdict }) => verdict === 'not-judged'),
      'all of them are judged',
    )
    const secure = results.find(({ case: { id } }) => id === 'cookies.secure-over-https')
    t.equal(secure?.verdict, 'pass', 'what needs HTTPS was judged')
  })
}
