/**
 * Loaded by `--import` into servers that the lab started, and into no other: tells over the channel to its
 * parent what the memory store holds and what was asked of the accounts, and sets the clock ahead. A server that
 * anyone else starts has no such door.
 */
import { MemoryStore } from '../../server-session/stores/memory.ts'
import { takeAsked } from './accounts.ts'
import { setAhead } from './clock.ts'

let store: MemoryStore | undefined
const keys = new Set<string>()
const { set } = MemoryStore.prototype
MemoryStore.prototype.set = function (this: MemoryStore, key, state) {
  store = this
  keys.add(key)
  return set.call(this, key, state)
}

process.on('message', async (message: { door?: number; aheadMs?: number }) => {
  if (message.door === undefined) return
  if (message.aheadMs !== undefined) setAhead(message.aheadMs)
  const entries: [string, unknown][] = []
  for (const key of keys) {
    const state = await store?.get(key)
    if (state === undefined) keys.delete(key)
    else entries.push([key, state])
  }
  process.send?.({ door: message.door, entries, asked: takeAsked() })
})
