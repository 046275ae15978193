import t, { type Test } from 'tap'
import { startRedisCluster } from '../../../../shared/processes/backends/redis.ts'
import { masterKilled, serverKilled } from './faults.ts'
import { underLoad } from './under-load.ts'

t.test('sessions on a Redis Cluster, a write counting when a replica has it', async (t) => {
  await onCluster(t, true)
})

t.test('sessions on a Redis Cluster that says "done" before a replica has it', async (t) => {
  await onCluster(t, false)
})

async function onCluster(t: Test, wait: boolean): Promise<void> {
  const nodes = await startRedisCluster(t)
  if (nodes === undefined) return
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')
  const STORE = `redis-cluster://${addresses}${wait ? '?wait=1' : ''}`
  const faults = [serverKilled(3), masterKilled(8, nodes, wait)]
  const name = wait ? 'Redis Cluster, wait=1' : 'Redis Cluster'
  await underLoad(t, name, { STORE }, faults, { mayLose: !wait })
}
