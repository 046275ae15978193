import t from 'tap'
import { startRedisCluster } from '../../../../shared/processes/backends/redis.ts'
import { judge } from '../judge.ts'
import { NEEDS_MORE_THAN_A_URL } from '../unjudged.ts'
import { frozen } from './frozen.ts'

t.test('server-session on a Redis Cluster holds the contract', async (t) => {
  const nodes = await startRedisCluster(t)
  if (nodes === undefined) return
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`)
  const environment = () => ({ STORE: `redis-cluster://${addresses.join(',')}?wait=1` })
  const store = frozen(nodes.map(({ process }) => process)) // all of them, or a replica takes over
  await judge(t, 'server-session', environment, NEEDS_MORE_THAN_A_URL, undefined, { store })
})
