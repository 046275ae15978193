import t from 'tap'
import { startRedis } from '../../../../shared/processes/backends/redis.ts'
import { slowProxy } from '../../../support/slow-proxy.ts'
import { statesDamaged } from './corrupt.ts'
import {
  engineFrozen,
  engineKilled,
  engineLate,
  engineStopped,
  engineTooLate,
  serverKilled,
} from './faults.ts'
import { underLoad } from './under-load.ts'

t.test('sessions on Redis, which keeps what it was told', async (t) => {
  const redis = await startRedis(t, '--appendonly', 'yes')
  if (redis === undefined) return
  const damage = async (key: string, text: string) => {
    const said = await redis.cli('set', `session:${key}`, text, 'xx', 'keepttl')
    t.match(said, /^OK/, 'a value is damaged')
  }
  await underLoad(t, 'Redis, appendonly', { STORE: `redis://127.0.0.1:${redis.port}` }, [
    serverKilled(2),
    statesDamaged(4.5, damage),
    engineFrozen(6, [redis]),
    engineStopped(11, redis),
    engineKilled(16, redis),
  ])
})

t.test('sessions on a Redis that is slow for a while', async (t) => {
  const redis = await startRedis(t)
  if (redis === undefined) return
  const proxy = await slowProxy(t, redis.port)
  const STORE = `redis://127.0.0.1:${proxy.port}`
  await underLoad(t, 'Redis, slow', { STORE }, [engineLate(4, proxy), engineTooLate(10, proxy)])
})
