import t from 'tap'
import { ROUTES } from '../../shared/bench/record.ts'
import { measuredRoutes } from './run.ts'

t.test('sign-outs are measured with the sign-ins that they end, and each once', async (t) => {
  t.strictSame(measuredRoutes(ROUTES), ['me', 'visit', 'signIn'])
  t.strictSame(measuredRoutes(['signOut']), ['signIn'])
})
