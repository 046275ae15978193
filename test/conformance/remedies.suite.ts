/** The suite over each remedy, judged by the capabilities that it then declares. */
import t from 'tap'
import { allCases } from '../../shared/conformance/all-cases.ts'
import { groupOf } from '../../shared/conformance/case.ts'
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
]
const cases = allCases.filter((each) => GROUPS.includes(groupOf(each)))

const BOTH = { REVOCATION: 'denylist', ACCOUNT_CHECK: 'every-request' }
/** These change the credential itself, so that every case may tell a difference. */
const CREDENTIALS = [
  ['jwt', { REFRESH: 'on' }],
  ['cookie-session', { REFRESH: 'on' }],
  ['jwt', { STATE_ENCRYPTION: 'on' }],
  ['cookie-session', { STATE_ENCRYPTION: 'on' }],
  ['cookie-session', { ...BOTH, REFRESH: 'on', STATE_ENCRYPTION: 'on' }],
] as const
for (const [style, environment] of CREDENTIALS) {
  t.test(`${style} with ${JSON.stringify(environment)} holds the whole contract`, async (t) => {
    await judge(t, style, () => environment, NEEDS_MORE_THAN_A_URL)
  })
}

for (const [style, environment] of [
  ['jwt', { REVOCATION: 'denylist' }],
  ['jwt', BOTH],
  ['cookie-session', BOTH],
  ['server-session', { ACCOUNT_CHECK: 'every-request' }],
  ['jwt', { ACCOUNT_CHECK: 'on-renewal' }],
] as const) {
  t.test(`${style} with ${JSON.stringify(environment)} holds the contract`, async (t) => {
    await judge(t, style, () => environment, NEEDS_MORE_THAN_A_URL, cases)
  })
}
