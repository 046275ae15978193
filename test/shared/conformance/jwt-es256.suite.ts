import t from 'tap'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import { groupOf } from '../../../shared/conformance/case.ts'
import { judge } from './judge.ts'
import { NEEDS_MORE_THAN_A_URL } from './unjudged.ts'

/** What the algorithm can make a difference to; the rest is judged with HS256. */
const GROUPS = ['forged', 'jwks', 'cookies', 'expiry', 'openapi']

t.test('jwt with ES256 holds the contract', async (t) => {
  const cases = allCases.filter((each) => GROUPS.includes(groupOf(each)))
  const environment = () => ({ JWT_ALGORITHM: 'ES256' })
  await judge(t, 'jwt', environment, NEEDS_MORE_THAN_A_URL, cases)
})
