import { setTimeout as delay } from 'node:timers/promises'
import { Patience } from '../../visitor/patience.ts'
import { Visitor } from '../../visitor/visitor.ts'
import type { Target } from './target.ts'

/** Requests in a row, of all cases, that get no answer before the server is asked whether it lives. */
const UNANSWERED_IN_A_ROW = 5
/** Asked in turn: one of them alone may be what the server can't answer. */
const SIGNS_OF_LIFE = ['/health/live', '/about'] as const
const RETRY_MS = 400
/** Many times what a quick server takes; and for one that is slow to sign in, so many times more. */
export const RUN_LIMIT_MINUTES = 10
export const MOST_PACE = 3

/**
 * Watches over one run, so that a server that dies, hangs or drips costs no more than it tells. Once
 * a run is given up, cases under way are broken off and no further one begins.
 */
export class Watch {
  /** Aborted when the run is given up or stopped. */
  readonly signal: AbortSignal
  /** Why the run was given up; completes "would be judged with …". */
  givenUpFor: string | undefined
  readonly #target: Target
  readonly #giving = new AbortController()
  readonly #timer: NodeJS.Timeout
  #look: Promise<void> | undefined

  /** @param pace how many times slower than a quick server this one is */
  constructor(target: Target, stop: AbortSignal | undefined, pace: number) {
    this.#target = target
    this.signal = AbortSignal.any([this.#giving.signal, ...(stop === undefined ? [] : [stop])])
    const minutes = RUN_LIMIT_MINUTES * Math.min(pace, MOST_PACE)
    this.#timer = setTimeout(() => {
      this.#giveUp(`a server that can be judged within ${Math.round(minutes)} minutes`)
    }, minutes * 60_000)
  }

  /** Asked before each case; where it is not clear whether the server lives, waits until it is. */
  async goesOn(): Promise<boolean> {
    const { patience } = this.#target
    if (patience.unansweredInARow >= UNANSWERED_IN_A_ROW) this.#look ??= this.#lookForLife()
    await this.#look
    if (patience.isOver) {
      const seconds = Math.round(patience.limits.totalMs / 1000)
      this.#giveUp(`a server that answers sooner: this one was waited for ${seconds} s in all`)
    }
    return !this.signal.aborted
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  async #lookForLife(): Promise<void> {
    const { patience, alivePath } = this.#target
    const deadlineMs = performance.now() + patience.limits.revivalMs
    const timeoutMs = patience.limits.revivalMs / 2
    // Patience of its own: what the cases waited for does not count here.
    const visitor = new Visitor({ ...this.#target, deadlineMs, patience: new Patience() })
    for (let look = 0; performance.now() < deadlineMs && !this.signal.aborted; look += 1) {
      const path = alivePath ?? SIGNS_OF_LIFE[look % 2] ?? '/'
      const answer = await visitor.get(path, { timeoutMs }).catch(() => undefined)
      if (answer !== undefined) {
        patience.answered(0)
        this.#look = undefined
        return
      }
      await delay(RETRY_MS)
    }
    this.#giveUp('a server that goes on answering: this one stopped')
  }

  #giveUp(reason: string): void {
    if (this.signal.aborted) return
    this.givenUpFor = reason
    this.#target.patience.end()
    this.#giving.abort()
  }
}
