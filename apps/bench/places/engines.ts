/** The engines that stores of the bench are on: started with the first server that asks, on a core of their own. */
import { makeDatabase, startMariaDb } from '../../../shared/processes/backends/mariadb.ts'
import { startRedis, startRedisCluster } from '../../../shared/processes/backends/redis.ts'
import type { Telling } from '../../../shared/processes/missing.ts'
import { type Test, temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { pinEngine } from './pin.ts'

export type StoreKind = 'file' | 'redis' | 'redis-cluster' | 'mysql'

/**
 * @returns the `STORE` of a server
 * @throws Error with what to install, where the engine is not here
 */
export async function openPlaceFor(kind: StoreKind, scope: Test): Promise<string> {
  if (kind === 'file') return `file:${temporaryDirectory(scope)}`
  const told = tellingOf(scope)
  if (kind === 'redis') {
    const redis = await startRedis(told)
    pinEngine(redis?.process.pid as number)
    return `redis://127.0.0.1:${redis?.port}`
  }
  if (kind === 'redis-cluster') {
    const nodes = (await startRedisCluster(told)) ?? []
    for (const { process } of nodes) pinEngine(process.pid as number)
    return `redis-cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?wait=1`
  }
  const mariaDb = await startMariaDb(told)
  pinEngine(mariaDb?.process.pid as number)
  const database = await makeDatabase(mariaDb?.url as string)
  return `${mariaDb?.url}${database}`
}

/** What cannot be started is an error. */
export function tellingOf({ teardown }: Test): Telling {
  const refused = (told: unknown) => {
    throw new Error(String(told))
  }
  return { name: 'the bench', teardown, pass: refused, fail: refused } as unknown as Telling
}
