/** `STORE=redis://…` (`rediss://…` with TLS): one Redis server, by connect-redis on node-redis. */
import { once } from 'node:events'
import { createClient } from 'redis'
import { Reach } from '../../../shared/backends/reach.ts'
import { clientOptions, refusal, statesIn, storeOn, waitForReplicas } from './connect-redis.ts'
import type { RedisAddress } from './redis-url.ts'
import type { StateStore } from './store.ts'

/** @throws SettingError when Redis is there and refuses */
export async function openRedisStore(address: RedisAddress): Promise<StateStore> {
  const { nodes, database, replicas } = address
  const options = clientOptions(address)
  const client = createClient({
    ...options,
    socket: { ...options.socket, ...nodes[0] },
    database,
  })
  client.on('error', () => {}) // each failed attempt to connect is one; without a listener it ends the process
  const reach = new Reach({
    async greet() {
      if (!client.isOpen) client.connect().catch(() => {})
      if (!client.isReady) await once(client, 'ready') // rejects at an "error"
      await client.ping()
    },
    refusal,
  })
  const store = storeOn(client)
  await reach.start()
  return {
    kind: 'redis',
    ...statesIn(
      () => store,
      reach,
      () => waitForReplicas(client, replicas),
    ),
    ready: () => reach.run(async () => void (await client.ping())),
    async close() {
      reach.close()
      client.destroy()
    },
  }
}
