/**
 * An engine on another machine, such as Redis or MySQL, may refuse, hang or go away at any moment
 * (contract, rule 12: 503 within a second, and it recovers by itself). So nothing waits long for it;
 * and after one wait in vain nothing is sent until it has answered a greeting again. That keeps
 * requests from waiting one after the other, and what is late from piling up behind a frozen engine.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { SettingError } from '../config/setting-error.ts'

/** How long an engine is waited for. Tests that are not about these times set longer ones. */
export const engineTimeouts = {
  /** Of one operation. A request may have to wait for two engines, within one second. */
  operationMs: 400,
  /** Of a greeting, which may have to make tables first. */
  probeMs: 1500,
}
const GREET_AGAIN_MS = 200

/** The end of a sentence for who started the server, about a certificate. */
export const UNTRUSTED =
  'is not trusted, or not of this host (NODE_EXTRA_CA_CERTS names the file of one more authority)'

/** What the engine did not answer in time, or was not asked because it did not answer before. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  readonly code = 'NO_ANSWER'
}

interface Engine {
  /** Connects if need be, makes what must be there, and waits for an answer. */
  greet(): Promise<void>
  /** Drops what was sent and not answered, so that it can't arrive late. */
  abandon?(): void
  /** Is this error the engine's absence, rather than its answer? */
  isAbsence?(error: unknown): boolean
  /** A sentence for who started the server, where the engine refuses what was configured. */
  refusal?(error: unknown): string | undefined
}

export class Reach {
  readonly #engine: Engine
  #answers = false
  #closed = false
  /** Counts the times that it was lost: what began before the last time tells nothing new. */
  #lost = 0

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /**
   * Greets for the first time. An engine that is not there is greeted again and again from now on.
   * @throws SettingError when the engine refuses what was configured
   */
  async start(): Promise<void> {
    try {
      await this.#greet()
    } catch (error) {
      const refusal = this.#engine.refusal?.(error)
      if (refusal === undefined && !(error instanceof SettingError)) return this.#keepGreeting()
      this.close()
      throw error instanceof SettingError ? error : new SettingError(refusal, { cause: error })
    }
  }

  /** @throws NoAnswer at once when the engine did not answer before; or after `operationMs` */
  async run<Result>(operation: () => Promise<Result>): Promise<Result> {
    if (!this.#answers) throw new NoAnswer()
    const lost = this.#lost
    try {
      return await within(engineTimeouts.operationMs, operation())
    } catch (error) {
      const absent = error instanceof NoAnswer || this.#engine.isAbsence?.(error)
      if (absent && this.#lost === lost) this.#lose()
      throw error
    }
  }

  close(): void {
    this.#closed = true
    this.#answers = false
  }

  #lose(): void {
    this.#answers = false
    this.#lost += 1
    this.#engine.abandon?.()
    this.#keepGreeting()
  }

  async #greet(): Promise<void> {
    try {
      await within(engineTimeouts.probeMs, this.#engine.greet())
      this.#answers = !this.#closed
    } catch (error) {
      this.#engine.abandon?.()
      throw error
    }
  }

  /** Goes on in the background, and keeps no process alive. */
  #keepGreeting(): void {
    void (async () => {
      while (!this.#answers && !this.#closed) {
        await delay(GREET_AGAIN_MS, undefined, { ref: false })
        if (!this.#closed) await this.#greet().catch(() => {})
      }
    })()
  }
}

async function within<Result>(limitMs: number, promise: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    // Where this process itself was held up, the answer may be there and not yet read: one turn more.
    timer = setTimeout(() => setImmediate(() => reject(new NoAnswer())), limitMs)
  })
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
