/** The heap of a server that was started with the preload: what is reachable after a collection. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export const HEAP_ARGS = [
  '--expose-gc',
  '--import',
  new URL('./heap-preload.js', import.meta.url).href,
]

export async function heapBytes(server: ChildProcess): Promise<number> {
  server.send('heap')
  const [told] = await once(server, 'message')
  return (told as { heapBytes: number }).heapBytes
}
