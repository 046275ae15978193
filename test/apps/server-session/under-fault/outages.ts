/** When something was away, by the test's own doing, and what the load may meet meanwhile. */

/** How a request failed: a read or a write was refused with 503, or there was no right answer at all. */
export type Failure = 'read' | 'write' | 'connection'

/** What may fail while something is away. */
const MAY_FAIL = {
  writes: ['write'],
  store: ['read', 'write'],
  master: ['read', 'write'],
  server: ['read', 'write', 'connection'],
} satisfies Record<string, Failure[]>

export interface Outage {
  name: string
  takes: keyof typeof MAY_FAIL
  began: number
  /** When it was there again. */
  ended: number
  /** When everyone had been served again. */
  settled: number
  /** The failures in it, and when the last of them came. */
  failures: number
  lastFailure: number
  /** What was answered as ever, of the requests that began in it. */
  answered: { reads: number; writes: number }
}

export class Outages {
  readonly all: Outage[] = []

  begin(name: string, takes: Outage['takes']): Outage {
    const began = performance.now()
    const outage: Outage = {
      name,
      takes,
      began,
      ended: Number.POSITIVE_INFINITY,
      settled: Number.POSITIVE_INFINITY,
      failures: 0,
      lastFailure: began,
      answered: { reads: 0, writes: 0 },
    }
    this.all.push(outage)
    return outage
  }

  end(outage: Outage): void {
    outage.ended = performance.now()
  }

  /** From now on no failure comes from it. */
  settle(outage: Outage): void {
    outage.settled = performance.now()
  }

  /**
   * Counts a failure to the outage that it comes from: of several, the one that began last.
   * @returns false when it comes from none
   */
  explains(failure: Failure, began: number, ended: number): boolean {
    const outage = this.all.findLast(
      (each) =>
        (MAY_FAIL[each.takes] as Failure[]).includes(failure) &&
        ended >= each.began &&
        began <= each.settled,
    )
    if (outage === undefined) return false
    outage.failures += 1
    outage.lastFailure = Math.max(outage.lastFailure, ended)
    return true
  }

  /** A master that is lost has shown what its replica does not have: is one away, or not yet over? */
  mayRevert(began: number): boolean {
    return this.all.some((each) => each.takes === 'master' && began <= each.settled)
  }

  /** Counts an answer of 200 or 204 to the outage that it came in, if it began in one that still lasts. */
  answered(writes: boolean, began: number): void {
    for (const each of this.all) {
      if (began < each.began || each.ended < Number.POSITIVE_INFINITY) continue
      each.answered[writes ? 'writes' : 'reads'] += 1
    }
  }
}

/** Milliseconds from the return to the last failure; 0 when none came after it. */
export function recoveryMs({ ended, lastFailure }: Outage): number {
  return Math.max(0, Math.round(lastFailure - ended))
}
