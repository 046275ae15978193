/** The heap of a server that was started with the preload: what is reachable after a collection. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export const HEAP_ARGS = [
  '--expose-gc',
  '--import',
  new URL('./heap-preload.js', import.meta.url).href,
]

/**
 * For a heap that depends on the code alone. An optimizing compiler leaves out allocations, and when it optimizes
 * depends on time; so does when V8 throws away the bytecode of a function.
 */
export const REPEATABLE_HEAP_ARGS = [
  '--no-opt',
  '--no-maglev',
  '--no-sparkplug',
  '--no-flush-bytecode',
]

export async function heapBytes(server: ChildProcess): Promise<number> {
  server.send('heap')
  const [told] = await once(server, 'message')
  return (told as { heapBytes: number }).heapBytes
}
