/** When something was away, by the test's own doing, and what the load may meet meanwhile. */

/** How soon after the return the last failure may come. */
export const RECOVERY_LIMIT_MS = 2000

export interface Outage {
  name: string
  /** What may fail: answers of 503, or connections as well. */
  takes: 'store' | 'server'
  began: number
  /** When it was there again. */
  ended: number
  /** The failures in it, and when the last of them came. */
  failures: number
  lastFailure: number
}

export class Outages {
  readonly all: Outage[] = []

  begin(name: string, takes: Outage['takes']): Outage {
    const began = performance.now()
    const outage = { name, takes, began, ended: Number.POSITIVE_INFINITY, failures: 0 }
    this.all.push({ ...outage, lastFailure: began })
    return this.all.at(-1) as Outage
  }

  end(outage: Outage): void {
    outage.ended = performance.now()
  }

  /** Counts a failure to the outage that it comes from. @returns false when it comes from none */
  explains(kind: Outage['takes'], began: number, ended: number): boolean {
    const outage = this.all.find(
      (each) =>
        (each.takes === kind || each.takes === 'server') &&
        ended >= each.began &&
        began <= each.ended + RECOVERY_LIMIT_MS,
    )
    if (outage === undefined) return false
    outage.failures += 1
    outage.lastFailure = Math.max(outage.lastFailure, ended)
    return true
  }
}

/** Milliseconds from the return to the last failure; 0 when none came after it. */
export function recoveryMs({ ended, lastFailure }: Outage): number {
  return Math.max(0, Math.round(lastFailure - ended))
}
