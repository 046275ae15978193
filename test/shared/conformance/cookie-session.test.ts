import t from 'tap'
import { judge } from './judge.ts'
import { NEEDS_MORE_THAN_A_URL } from './unjudged.ts'

t.test('cookie-session holds the contract', async (t) => {
  await judge(t, 'cookie-session', () => ({}), NEEDS_MORE_THAN_A_URL)
})
