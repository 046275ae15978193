import t from 'tap'
import { judge } from './judge.ts'
import { NEEDS_MORE_THAN_A_URL } from './unjudged.ts'

t.test('jwt with ES256 holds the contract', async (t) => {
  await judge(t, 'jwt', () => ({ JWT_ALGORITHM: 'ES256' }), NEEDS_MORE_THAN_A_URL)
})
