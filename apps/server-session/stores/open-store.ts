/** The one place that chooses a store. */
import { SettingError, type StyleContext } from '../../../shared/auth-style.ts'
import { openFileStore } from './file.ts'
import { GuardedStore } from './guarded-store.ts'
import { MemoryStore } from './memory.ts'
import type { StateStore } from './store.ts'

/** @throws SettingError in one clear sentence when `STORE` names no store, or one that can't be opened */
export async function openStore(context: StyleContext): Promise<GuardedStore> {
  return new GuardedStore(choose(context), context.signIns)
}

function choose({ store, longestSeconds, memoryStoreBytes }: StyleContext): StateStore {
  if (store === 'memory') return new MemoryStore(memoryStoreBytes)
  if (/^file:./.test(store)) return openFileStore(store.slice('file:'.length), longestSeconds)
  throw new SettingError('STORE is neither "memory" nor "file:DIR".')
}
