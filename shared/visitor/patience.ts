/** How long a server is waited for. All in milliseconds. */
export interface PatienceLimits {
  /** For each of the first questions, before any case: what it is, whether it lets the users in. */
  readonly startMs: number
  /** For a whole answer. */
  readonly answerMs: number
  /** The same, for a request that got no answer so often: it has shown that it leaves it unanswered. */
  readonly promptMs: number
  readonly silences: number
  /** For a server that answers nothing any more to come back, started again perhaps. */
  readonly revivalMs: number
  /** For all that never came, and what came late beyond half of `answerMs`; added up over a run. */
  readonly totalMs: number
}

export const PATIENCE: PatienceLimits = {
  startMs: 10_000,
  answerMs: 10_000,
  promptMs: 2_000,
  silences: 3,
  revivalMs: 5_000,
  totalMs: 600_000,
}

/**
 * What the visitors of one server have waited, all together. Each waits long, for a busy machine is
 * no fault; but what is never answered is not waited for at full length again and again, and the sum
 * tells when a server has had all the time that anybody would give it.
 */
export class Patience {
  readonly limits: PatienceLimits
  /** Requests in a row, of all visitors, that got no answer. */
  unansweredInARow = 0
  readonly #silences = new Map<string, number>()
  #waitedMs = 0

  constructor(limits: Partial<PatienceLimits> = {}) {
    this.limits = { ...PATIENCE, ...limits }
  }

  /** When what begins now, before any case does, has to be done; as of `performance.now()`. */
  startDeadlineMs(): number {
    return performance.now() + this.limits.startMs
  }

  /** Longest that the answer to such a request may take. */
  limitMs(method: string, path: string): number {
    const silences = this.#silences.get(routeOf(method, path)) ?? 0
    const { answerMs, promptMs } = this.limits
    return silences < this.limits.silences && !this.isOver ? answerMs : promptMs
  }

  answered(milliseconds: number): void {
    this.unansweredInARow = 0
    this.#waitedMs += Math.max(0, milliseconds - this.limits.answerMs / 2)
  }

  unanswered(method: string, path: string, milliseconds: number): void {
    this.unansweredInARow += 1
    const route = routeOf(method, path)
    if (milliseconds >= this.limits.promptMs) {
      this.#silences.set(route, (this.#silences.get(route) ?? 0) + 1)
    }
    this.waited(milliseconds)
  }

  /** Waited between two requests, because the server asked for it. */
  waited(milliseconds: number): void {
    this.#waitedMs += milliseconds
  }

  /** Nothing is waited for at length any more. */
  end(): void {
    this.#waitedMs = Number.POSITIVE_INFINITY
  }

  get isOver(): boolean {
    return this.#waitedMs > this.limits.totalMs
  }
}

/** Requests that are likely to be answered by the same code: `PUT /notes` for all notes. */
function routeOf(method: string, path: string): string {
  return `${method} /${path.split(/[/?]/)[1] ?? ''}`
}
