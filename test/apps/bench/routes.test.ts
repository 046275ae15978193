import t from 'tap'
import { ROUTES } from '../../../apps/bench/figures/record.ts'
import { measuredRoutes } from '../../../apps/bench/run.ts'

t.test('sign-outs are measured with the sign-ins that they end, and each once', async (t) => {
  t.strictSame(measuredRoutes(ROUTES), ['me', 'visit', 'signIn'])
  t.strictSame(measuredRoutes(['signOut']), ['signIn'])
})
