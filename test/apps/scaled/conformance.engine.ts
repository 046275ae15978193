import t from 'tap'
import { judgeScaled, LIMITS } from './judge-scaled.ts'
import { startScaled } from './start-scaled.ts'

t.test('scaled out', async (t) => {
  const out = await startScaled(t, LIMITS)
  if (out !== undefined) await judgeScaled(t, out)
})
