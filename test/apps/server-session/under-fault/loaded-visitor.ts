/**
 * One visitor of a load, who holds the server to what it told them: each answer is checked against the
 * visitor's own account of its state.
 */
import { Account, STEPS, type Step } from './account.ts'
import type { Answer, Asking } from './asking.ts'
import type { Failure, Outages } from './outages.ts'

/** What all visitors of a load have seen together. */
export interface Seen {
  outages: Outages
  violations: string[]
  writes: number
  failures: number
}

export class LoadedVisitor {
  /** It waits for an answer, or was taken aside. */
  busy = false
  /** Its state was taken from it by the test: it may be a stranger from now on. */
  mayBeStranger = false
  /** It has been answered as one. */
  isStranger = false
  /** How many of its requests have been sent. */
  steps = 0
  /** How many of its requests have come to an end, with an answer or without. */
  ended = 0
  /** Requests in a row that were answered as they should be, of those that began after `servedSince`. */
  served = 0
  servedSince = 0
  readonly cookies = new Map<string, string>()
  readonly #account = new Account()
  readonly #asking: Asking
  readonly #seen: Seen
  readonly #username: string
  readonly #leavesAfterMs: number

  /** @param leavesAfterMs when it signs out: then a copy of its credential must be dead */
  constructor(asking: Asking, seen: Seen, username: string, leavesAfterMs: number) {
    this.#asking = asking
    this.#seen = seen
    this.#username = username
    this.#leavesAfterMs = leavesAfterMs
  }

  async signIn(password: string): Promise<void> {
    const body = { username: this.#username, password }
    const { status, error } = await this.#asking.ask('POST', '/login', this.cookies, body)
    if (status !== 200) throw new Error(`sign-in answered ${status}`, { cause: error })
  }

  async step(elapsedMs: number): Promise<void> {
    this.busy = true
    if (elapsedMs > this.#leavesAfterMs && this.#account.signedIn !== false) {
      await this.#leave()
    } else {
      const step = STEPS[this.steps % STEPS.length] as Step
      this.steps += 1
      await this.take(step)
    }
    this.ended += 1
    this.busy = false
  }

  async take(step: Step): Promise<void> {
    const account = this.#account
    const text = step === 'write' ? account.nextText() : ''
    const answer =
      step === 'write'
        ? await this.#asking.ask('PUT', '/notes/last', this.cookies, { text })
        : await this.#asking.ask(
            'GET',
            { count: '/', me: '/me', notes: '/notes' }[step],
            this.cookies,
          )
    const writes = step === 'count' || step === 'write'
    if (writes) this.#seen.writes += 1
    const { status, json } = answer
    if (status === 401 || (status === 200 && step === 'count' && json.user === null)) {
      this.#servedBy(answer)
      this.#asStranger(step, answer)
    } else if (status === 200 || status === 204) {
      if (json.user && json.user.username !== this.#username)
        this.#violation(`${step}: another user`)
      const seen = step === 'write' ? text : (json.notes?.[0]?.text ?? '')
      const mayRevert = this.#seen.outages.mayRevert(answer.began)
      const told = { visits: json.visits ?? Number.NaN, text: seen }
      const wrong = account.acknowledged(step, told, mayRevert)
      if (wrong !== undefined) this.#violation(`${wrong}, ${step} ${status} ${at(answer.began)}`)
      this.#servedBy(answer)
      this.#seen.outages.answered(writes, answer.began)
    } else {
      account.unknown(step, text)
      this.#failed(answer, step, writes)
    }
  }

  /** The id that its cookie holds (server-session alone). */
  sessionId(): string {
    const [value = ''] = this.cookies.values()
    return decodeURIComponent(value).split('.')[0] ?? ''
  }

  /** From now on it may be answered as a stranger, or rightly. */
  loses(): void {
    this.mayBeStranger = true
    this.#account.signedIn = undefined
  }

  /** Counts from now on what is answered as it should be. */
  countServed(): void {
    this.served = 0
    this.servedSince = performance.now()
  }

  #servedBy({ began }: Answer): void {
    if (began >= this.servedSince) this.served += 1
  }

  #asStranger(step: Step, { status, began }: Answer): void {
    this.isStranger = true
    if (this.#account.signedIn === true) {
      this.#violation(`${step}: signed out, ${status} ${at(began)}`)
      this.#account.signedIn = undefined // told once is enough
    }
    if (this.mayBeStranger && step === 'count' && status !== 200) {
      this.#violation(`${step}: ${status} ${at(began)}, where a stranger is welcome`)
    }
  }

  async #leave(): Promise<void> {
    this.#account.signedIn = undefined
    const answer = await this.#asking.ask('POST', '/logout', new Map(this.cookies), {})
    this.#seen.writes += 1
    if (answer.status === 204) {
      this.#servedBy(answer)
      this.#account.signedIn = false
    } else this.#failed(answer, 'logout', true)
  }

  #failed({ status, json, error, began, ended }: Answer, step: string, writes: boolean): void {
    this.#seen.failures += 1
    this.served = 0
    const isRefusal = status === 503 && json.code === 'store-unavailable'
    const failure: Failure = !isRefusal ? 'connection' : writes ? 'write' : 'read'
    if (this.#seen.outages.explains(failure, began, ended)) return
    const what = status === 0 ? `no answer (${error?.message})` : `${status} ${json.code}`
    this.#violation(`${step}: ${what}, ${at(began)} with nothing away`)
  }

  #violation(what: string): void {
    this.#seen.violations.push(what)
  }
}

const at = (time: number) => `at ${Math.round(time)} ms`
