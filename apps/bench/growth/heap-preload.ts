/** Loaded into a server by `--import`, with `--expose-gc`: tells how much its heap holds when it is asked. */
process.on('message', (message) => {
  if (message !== 'heap') return
  globalThis.gc?.()
  globalThis.gc?.() // the first run's finalizers leave something to collect
  process.send?.({ heapBytes: process.memoryUsage().heapUsed })
})
