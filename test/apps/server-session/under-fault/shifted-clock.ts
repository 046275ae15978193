/** `node --import` this before a server: its clock is ahead by as many milliseconds as its parent says. */
import { setAhead } from '../../../../apps/lab/door/clock.ts'

process.on('message', (message: { aheadMs?: number }) => {
  if (message.aheadMs === undefined) return
  setAhead(message.aheadMs)
  process.send?.({ clock: Date.now() })
})
