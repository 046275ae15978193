/** A clock that can be set ahead: for a server that was started with it by `--import`, and for no other. */
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

export function setAhead(milliseconds: number): void {
  aheadMs = milliseconds
}
