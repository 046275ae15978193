import t from 'tap'
import { startRedis } from '../../../../shared/processes/backends/redis.ts'
import { judge } from '../judge.ts'
import { NEEDS_MORE_THAN_A_URL } from '../unjudged.ts'
import { frozen } from './frozen.ts'

t.test('server-session on Redis holds the contract', async (t) => {
  const redis = await startRedis(t)
  if (redis === undefined) return
  const environment = () => ({ STORE: `redis://127.0.0.1:${redis.port}` })
  const store = frozen([redis.process])
  await judge(t, 'server-session', environment, NEEDS_MORE_THAN_A_URL, undefined, { store })
})
