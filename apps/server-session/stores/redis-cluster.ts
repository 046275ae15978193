/**
 * `STORE=redis-cluster://…`: a Redis Cluster, by connect-redis on node-redis. A master that has gone
 * takes its third of the states with it until its replica has taken over; the others answer.
 */
import { createCluster, type RedisClusterType } from 'redis'
import { Reach } from '../../../shared/backends/reach.ts'
import { clientOptions, refusal, statesIn, storeOn, waitForReplicas } from './connect-redis.ts'
import type { RedisAddress } from './redis-url.ts'
import type { StateStore } from './store.ts'

/** How soon after a node has gone to ask the others who is in its place. */
const LOOK_AROUND_MS = 250

/** @throws SettingError when the cluster is there and refuses */
export async function openRedisClusterStore(address: RedisAddress): Promise<StateStore> {
  // Where no node takes us, the library itself says no more than that; why, each node has said before.
  let saidLast: unknown
  const open = () => clusterOf(address, (error) => (saidLast = error))
  let cluster = open()
  let store = storeOn(cluster)

  const ping = async () => {
    await Promise.all(
      cluster.masters.map(async (master) => (await cluster.nodeClient(master)).ping()),
    )
  }
  const reach = new Reach({
    // A client that lost sight of the cluster may wait for nodes that are no more: a new one looks afresh.
    async greet() {
      cluster.destroy()
      cluster = open()
      store = storeOn(cluster)
      await cluster.connect()
      await ping()
    },
    abandon: () => cluster.destroy(),
    refusal: (error) => refusal(error) ?? refusal(saidLast),
  })
  await reach.start()
  return {
    kind: 'redis-cluster',
    ...statesIn(
      () => store,
      reach,
      async (key) => {
        if (address.replicas === 0) return
        await waitForReplicas(await cluster.getNodeClientForKey(key), address.replicas)
      },
    ),
    ready: () => reach.run(ping),
    async close() {
      reach.close()
      cluster.destroy()
    },
  }
}

function clusterOf(address: RedisAddress, onError: (error: unknown) => void) {
  const cluster = createCluster({
    rootNodes: address.nodes.map((socket) => ({ socket })),
    defaults: clientOptions(address),
    topologyRefreshOnReconnectionAttemptStrategy: LOOK_AROUND_MS,
  }) as RedisClusterType
  cluster.on('error', onError) // without a listener each of these ends the process
  cluster.on('node-error', () => {})
  return cluster
}
