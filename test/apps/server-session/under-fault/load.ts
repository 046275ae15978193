/** Visitors who keep a server busy, at a steady pace. Half of the requests write. Some sign out on the way. */
import { setTimeout as delay } from 'node:timers/promises'
import { DEMO_USERS } from '../../../../shared/accounts/demo-users.ts'
import { until } from '../../../../shared/processes/until.ts'
import { STEPS } from './account.ts'
import { Asking } from './asking.ts'
import { LoadedVisitor, type Seen } from './loaded-visitor.ts'
import { Outages } from './outages.ts'

const TICK_MS = 20

interface LoadOptions {
  visitors: number
  /** Of them, those who sign out in the course of the load. */
  leavers: number
  /** Keep connections for more requests; without, none is cut off where it is let go of. */
  keepAlive: boolean
}

const USUAL: LoadOptions = { visitors: 60, leavers: 12, keepAlive: true }

interface LoadResult {
  requests: number
  seconds: number
  writes: number
  failures: number
  slowestMs: number
  slowestRefusalMs: number
  /** Of the answers that were no failure. */
  medianMs: number
  violations: string[]
}

export class Load {
  readonly outages = new Outages()
  readonly #options: LoadOptions
  readonly #asking: Asking
  readonly #visitors: LoadedVisitor[] = []
  readonly #seen: Seen = { outages: this.outages, violations: [], writes: 0, failures: 0 }
  #turn = 0
  #aside = 0

  constructor(origin: string, options: Partial<LoadOptions> = {}) {
    this.#options = { ...USUAL, ...options }
    this.#asking = new Asking(origin, this.#options.visitors, this.#options.keepAlive)
  }

  /** @param seconds of the load: the leavers sign out in the course of them */
  async signIn(seconds: number): Promise<void> {
    const { visitors, leavers } = this.#options
    for (let i = 0; i < visitors; i += 1) {
      const { username, password } = DEMO_USERS[
        i % DEMO_USERS.length
      ] as (typeof DEMO_USERS)[number]
      const leavesAfterMs = i < leavers ? ((i + 1) / (leavers + 1)) * seconds * 1000 : Infinity
      const visitor = new LoadedVisitor(this.#asking, this.#seen, username, leavesAfterMs)
      await visitor.signIn(password)
      this.#visitors.push(visitor)
    }
  }

  /**
   * Runs for so long at least, and as long as something else goes on, with so many requests begun in each second,
   * whatever becomes of them; fewer where the machine is too slow for that.
   */
  async run(seconds: number, perSecond: number, during: Promise<unknown>): Promise<LoadResult> {
    const began = performance.now()
    let isOver = false
    const over = () => {
      isOver = true
    }
    void during.then(over, over)
    const under = new Set<Promise<void>>()
    let sent = 0
    for (;;) {
      const elapsed = performance.now() - began
      if (isOver && elapsed >= seconds * 1000) break
      for (const due = (elapsed / 1000) * perSecond; sent < due; sent += 1) {
        const visitor = this.#nextIdle()
        if (visitor === undefined) break // all of them wait for an answer
        const request = visitor.step(performance.now() - began)
        under.add(request)
        void request.finally(() => under.delete(request))
      }
      await delay(TICK_MS)
    }
    await Promise.all(under)
    const { writes, failures, violations } = this.#seen
    const took = Math.round((performance.now() - began) / 1000)
    return { ...this.#asking.figures(), seconds: took, writes, failures, violations }
  }

  /** Asks once more for everyone's state, when nothing is away. @returns all violations so far */
  async check(): Promise<string[]> {
    for (const visitor of this.#visitors) {
      await visitor.take('me')
      await visitor.take('notes')
    }
    return this.#seen.violations
  }

  /** Takes another visitor aside, who stays signed in: nothing is asked for it until it is let go of. */
  async takeAside(): Promise<LoadedVisitor> {
    this.#aside += 1
    const visitor = this.#visitors.at(-this.#aside)
    if (visitor === undefined) throw new Error('there is no other visitor')
    await until('it waits for nothing', () => !visitor.busy)
    visitor.busy = true
    return visitor
  }

  /** Waits until each visitor has sent so many requests more, and they have come to an end. */
  async everyoneHasAsked(times: number): Promise<void> {
    const goals = this.#visitors.map(({ ended }) => ended + times)
    const reached = () => this.#visitors.every(({ ended }, i) => ended > (goals[i] ?? 0))
    await until('everyone has asked again', reached)
  }

  /** Waits until each visitor has been answered as it should be, at each kind of request, without a failure between. */
  async everyoneIsServed(): Promise<void> {
    for (const visitor of this.#visitors) visitor.countServed()
    await until('everyone is served again', () =>
      this.#visitors.every(({ served }) => served >= STEPS.length),
    )
  }

  /** What must never be seen in a log: each value of a cookie, and each of its parts. */
  credentials(): string[] {
    const values = this.#visitors.flatMap(({ cookies }) => [...cookies.values()])
    return values.flatMap((value) => [
      value,
      ...value.split(/\.|%/).filter((part) => part.length > 20),
    ])
  }

  async close(): Promise<void> {
    await this.#asking.close()
  }

  #nextIdle(): LoadedVisitor | undefined {
    const { visitors } = this.#options
    for (let tried = 0; tried < visitors; tried += 1) {
      this.#turn = (this.#turn + 1) % visitors
      const visitor = this.#visitors[this.#turn]
      if (visitor?.busy === false) return visitor
    }
    return undefined
  }
}
