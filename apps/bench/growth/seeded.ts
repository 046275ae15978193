/** Servers whose store is filled from beside them: a million sessions are not signed in one by one. */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RedisNode } from '../../../shared/processes/backends/redis.ts'
import {
  type StartedServer,
  startFile,
  startServer,
  type Test,
  temporaryDirectory,
} from '../../../shared/processes/start-server.ts'
import { openRedisStore } from '../../server-session/stores/redis.ts'
import { parseRedisUrl } from '../../server-session/stores/redis-url.ts'
import { fill, SEED_SECRETS } from './seed.ts'

export interface Seeded {
  server: StartedServer
  /** Puts so many in, with what is there. @throws Error where they are not all in it then */
  seed(count: number): Promise<void>
  /** What all that is kept takes. */
  bytes(): Promise<number>
}

export async function seededInMemory(t: Test): Promise<Seeded> {
  const path = fileURLToPath(new URL('./million-server.js', import.meta.url))
  const settings = {
    SECRETS: SEED_SECRETS,
    DATA_DIR: temporaryDirectory(t),
    LOG_LEVEL: 'warn',
    MEMORY_STORE_MEBIBYTES: '2048',
  }
  const server = await startFile(t, path, settings, ['--expose-gc'])
  await fetch(`${server.url}/health/ready`) // by which it finds its store
  const tell = async (count: number) => {
    server.process.send(count)
    const [told] = await once(server.process, 'message')
    return told as { heapBytes: number; sessions: number }
  }
  return {
    server,
    seed: async (count) => require((await tell(count)).sessions, count),
    bytes: async () => (await tell(0)).heapBytes,
  }
}

export async function seededInRedis(t: Test, redis: RedisNode): Promise<Seeded> {
  const STORE = `redis://127.0.0.1:${redis.port}`
  const store = await openRedisStore(parseRedisUrl(STORE))
  t.teardown(() => store.close())
  const settings = { SECRETS: SEED_SECRETS, STORE, LOG_LEVEL: 'warn' }
  return {
    server: await startServer(t, 'server-session', settings),
    async seed(count) {
      await fill(store, count)
      require(Number(await redis.cli('dbsize')), count)
    },
    async bytes() {
      return Number(/used_memory:(\d+)/.exec(await redis.cli('info', 'memory'))?.[1])
    },
  }
}

function require(sessions: number, count: number): void {
  if (!(sessions >= count)) throw new Error(`${sessions} of ${count} sessions are in the store`)
}
