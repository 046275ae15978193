import t from 'tap'
import { startRedis } from '../support/engines/redis.ts'
import { engineFrozen, engineKilled, serverKilled } from './faults.ts'
import { underLoad } from './under-load.ts'

t.test('sessions on Redis, which keeps what it was told', async (t) => {
  const redis = await startRedis(t, '--appendonly', 'yes')
  if (redis === undefined) return
  await underLoad(t, 'Redis, appendonly', { STORE: `redis://127.0.0.1:${redis.port}` }, [
    serverKilled(3),
    engineFrozen(8, [redis]),
    engineKilled(14, redis),
  ])
})
