import t from 'tap'
import { judge } from './judge.ts'
import { NEEDS_A_STORE_TO_STOP, NEEDS_MORE_THAN_A_URL } from './unjudged.ts'

t.test('server-session holds the contract', async (t) => {
  await judge(t, 'server-session', () => ({}), {
    ...NEEDS_MORE_THAN_A_URL,
    ...NEEDS_A_STORE_TO_STOP,
  })
})
