/** The suite over each remedy, judged by the capabilities that it then declares. */
import t from 'tap'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import { groupOf } from '../../../shared/conformance/case.ts'
import { judge } from './judge.ts'
import { NEEDS_MORE_THAN_A_URL } from './unjudged.ts'

/** What a capability makes a difference to. */
const GROUPS = [
  'about',
  'capabilities',
  'logout',
  'everywhere',
  'password',
  'renewal',
  'races',
  'bearer',
  'carry-over',
  'refresh',
  'real-key',
]
const cases = allCases.filter((each) => GROUPS.includes(groupOf(each)))

const BOTH = { REVOCATION: 'denylist', ACCOUNT_CHECK: 'every-request' }
for (const [style, environment] of [
  ['jwt', { REVOCATION: 'denylist' }],
  ['jwt', BOTH],
  ['cookie-session', BOTH],
  ['server-session', { ACCOUNT_CHECK: 'every-request' }],
  ['jwt', { ACCOUNT_CHECK: 'on-renewal' }],
  ['jwt', { ...BOTH, REFRESH: 'on', STATE_ENCRYPTION: 'on' }],
  ['cookie-session', { REVOCATION: 'denylist', REFRESH: 'on' }],
] as const) {
  t.test(`${style} with ${JSON.stringify(environment)} holds the contract`, async (t) => {
    await judge(t, style, () => environment, NEEDS_MORE_THAN_A_URL, cases)
  })
}
