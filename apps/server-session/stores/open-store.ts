/** The one place that chooses a store. */
import type { StyleContext } from '../../../shared/auth-style.ts'
import { SettingError } from '../../../shared/config/setting-error.ts'
import { openFileStore } from './file.ts'
import { GuardedStore } from './guarded-store.ts'
import { MemoryStore } from './memory.ts'
import { isRedisUrl, parseRedisUrl } from './redis-url.ts'
import type { StateStore } from './store.ts'

/** @throws SettingError in one clear sentence when `STORE` names no store, or one that can't be opened */
export async function openStore(context: StyleContext): Promise<GuardedStore> {
  return new GuardedStore(await choose(context), context.signIns)
}

/** Drivers of engines are loaded by who uses them alone. */
async function choose({
  store,
  longestSeconds,
  memoryStoreBytes,
}: StyleContext): Promise<StateStore> {
  if (store === 'memory') return new MemoryStore(memoryStoreBytes)
  if (/^file:./.test(store)) return openFileStore(store.slice('file:'.length), longestSeconds)
  if (store.startsWith('mysql:')) return (await import('./mysql.ts')).openMysqlStore(store)
  if (isRedisUrl(store)) {
    const address = parseRedisUrl(store)
    if (address.cluster) return (await import('./redis-cluster.ts')).openRedisClusterStore(address)
    return (await import('./redis.ts')).openRedisStore(address)
  }
  throw new SettingError(
    'STORE is none of memory, file:DIR, mysql://…, redis://… and redis-cluster://….',
  )
}
