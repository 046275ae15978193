/** Over HTTPS cookies have other names and attributes, and origins another scheme: the suite brings the TLS. */
import t from 'tap'
import { allCases } from '../../shared/conformance/all-cases.ts'
import { groupOf } from '../../shared/conformance/case.ts'
import { runCases } from '../../shared/conformance/runner.ts'
import { findTarget } from '../../shared/conformance/target.ts'
import { localAddress } from '../support/public-origin.ts'
import { STYLES, startServer } from '../support/server.ts'
import { broughtFor, SECRETS } from './brought.ts'
import { DEMO } from './demo-users.ts'

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

for (const style of STYLES) {
  t.test(`${style} holds the contract behind TLS`, async (t) => {
    const settings = { PUBLIC_ORIGIN, SECRETS }
    const server = await startServer(t, style, settings)
    const brought = { ...(await broughtFor(style, server, settings)), behindTls: PUBLIC_ORIGIN }
    const target = await findTarget(await localAddress(server), [...DEMO], brought)
    const cases = allCases.filter((each) => GROUPS.includes(groupOf(each)))
    const results = await runCases(target, cases, { accounts: server.url })
    for (const { case: each, verdict, reason } of results) {
      if (verdict === 'not-applicable') t.comment(`not applicable: ${each.id} (${reason})`)
      else t.equal(verdict, 'pass', each.id, { reason })
    }
    const secure = results.find(({ case: { id } }) => id === 'cookies.secure-over-https')
    t.equal(secure?.verdict, 'pass', 'what needs HTTPS was judged')
  })
}
