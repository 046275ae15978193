/**
 * The server of server-session on its memory store, which fills that store when it is told to: nothing
 * else reaches it from outside. The number in the message is how many; the answer, the bytes of the heap.
 */

import { serve } from '../../../shared/app/serve.ts'
import { about } from '../../server-session/about.ts'
import { MemoryStore } from '../../server-session/stores/memory.ts'
import { createStyle } from '../../server-session/style.ts'
import { fill } from './seed.ts'

/** The store of this server: the one that it asks whether it is ready. */
let store: MemoryStore | undefined
const { ready } = MemoryStore.prototype
MemoryStore.prototype.ready = function (this: MemoryStore) {
  store = this
  return ready.call(this)
}

process.on('message', async (count: number) => {
  if (store !== undefined && count > 0) await fill(store, count)
  globalThis.gc?.()
  process.send?.({ heapBytes: process.memoryUsage().heapUsed, sessions: store?.size })
})

await serve(about, createStyle)
