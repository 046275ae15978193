/**
 * `node --import` this before a server: where a refresh would wait a moment for others, it tells the parent
 * (`{ refreshWaits: true }`) and waits until the parent says `{ goOn: true }`. After that none is held.
 */
import { once } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { SETTLE_MS } from '../../../shared/mitigations/refresh.ts'

const { setTimeout: delay } = timers
let isHeld = false
process.on('message', (message: { hold?: boolean }) => {
  if (message.hold) isHeld = true
})

timers.setTimeout = (async (milliseconds: number, ...rest: [unknown?, object?]) => {
  if (milliseconds !== SETTLE_MS || !isHeld) return delay(milliseconds, ...rest)
  process.send?.({ refreshWaits: true })
  for (;;) {
    const [message] = await once(process, 'message')
    if (message.goOn) break
  }
  isHeld = false
}) as typeof delay
syncBuiltinESMExports()
