/**
 * Loaded into a server by `--import`, with `--expose-gc`: counts what the server does between two messages of the
 * process that started it. What is counted is the same on every processor.
 */
import crypto from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { getHeapSpaceStatistics, promiseHooks } from 'node:v8'
import { takeAsked } from '../../lab/door/accounts.ts'

const counts: Record<string, number> = {}
let bytesBefore = 0

function add(name: string, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times
}

/** @throws Error when a library no longer has the function: it would never be counted again */
function countCalls(owner: object, methods: readonly string[], name: string): void {
  for (const method of methods) {
    const call = Reflect.get(owner, method)
    if (typeof call !== 'function') throw new Error(`There is no function ${method} to count.`)
    Reflect.set(owner, method, function (this: unknown, ...values: unknown[]) {
      add(name)
      return Reflect.apply(call, this, values)
    })
  }
}

const require = createRequire(import.meta.url)
countCalls(crypto, ['createHmac'], 'HMACs')
countCalls(crypto, ['createHash', 'hash'], 'hashes')
countCalls(crypto, ['sign', 'verify', 'createSign', 'createVerify'], 'signatures')
syncBuiltinESMExports() // so that a named import of an ES module is counted as well
countCalls(require('@node-rs/argon2'), ['hash', 'verify'], 'password hashes')
countCalls(createRequire(require.resolve('jsonwebtoken'))('jws'), ['decode'], 'tokens decoded')
countCalls(JSON, ['parse'], 'JSON parsed')
countCalls(JSON, ['stringify'], 'JSON written')
promiseHooks.onInit(() => add('promises'))

// Each library parses the header in its own way. All of them read it first.
subscribe('http.server.request.start', (message) => {
  const { headers } = (message as { request: IncomingMessage }).request
  let value = headers.cookie
  Object.defineProperty(headers, 'cookie', {
    get() {
      add('Cookie header reads')
      return value
    },
    set(changed) {
      value = changed
    },
    enumerable: true,
    configurable: true,
  })
})

process.on('message', (message) => {
  if (message !== 'work') return
  // A server has hooks that run after the answer is sent: within the next turns of the event loop.
  setImmediate(() => setImmediate(sendCounts))
})

function sendCounts(): void {
  const bytes = youngBytes() - bytesBefore
  for (const { reads, writes } of takeAsked()) add('statements', reads + writes)
  process.send?.({ counts, bytes })
  for (const name of Object.keys(counts)) delete counts[name]
  globalThis.gc?.()
  globalThis.gc?.() // the first run's finalizers leave something to collect
  bytesBefore = youngBytes()
}

/** Of new objects alone: the old generation grows by whole areas, which are not yet full. */
function youngBytes(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name }) => space_name.startsWith('new_'))
    .reduce((sum, { space_used_size }) => sum + space_used_size, 0)
}
