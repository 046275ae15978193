/** What the memory store of this process holds: the lab's servers tell the lab, and no other server does. */
import { MemoryStore } from './stores/memory.ts'

let store: MemoryStore | undefined
const keys = new Set<string>()
const { set } = MemoryStore.prototype
MemoryStore.prototype.set = function (this: MemoryStore, key, state) {
  store = this
  keys.add(key)
  return set.call(this, key, state)
}

export async function heldEntries(): Promise<[key: string, state: unknown][]> {
  const entries: [string, unknown][] = []
  for (const key of keys) {
    const state = await store?.get(key)
    if (state === undefined) keys.delete(key)
    else entries.push([key, state])
  }
  return entries
}
