/** `node --import` this before a server: its clock is ahead by as many milliseconds as its parent says. */
const RealDate = Date
let aheadMs = 0

globalThis.Date = class extends RealDate {
  constructor(...parts: [] | [number | string | Date]) {
    if (parts.length === 0) super(RealDate.now() + aheadMs)
    else super(...parts)
  }

  static override now() {
    return RealDate.now() + aheadMs
  }
} as DateConstructor

process.on('message', (message: { aheadMs?: number }) => {
  if (message.aheadMs === undefined) return
  aheadMs = message.aheadMs
  process.send?.({ clock: Date.now() })
})
