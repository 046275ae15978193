/** The process that judges: started for one run, listened to, and ended when it is stuck. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Judged, Order } from './judging-messages.ts'

const PATH = fileURLToPath(new URL('./judging-process.js', import.meta.url))
const MOST_HEAP_MEBIBYTES = 1024
/**
 * It tells every two seconds that it is alive, so one that is silent for so long is stuck in what a server sent: far
 * beyond what the slowest machine needs.
 */
const MAX_SILENCE_MS = 120_000

export class Judging {
  readonly #process: ChildProcess
  #watch: NodeJS.Timeout | undefined
  /** True where it ran to its end. */
  readonly ended: Promise<boolean>

  constructor(order: Omit<Order, 'kind'>, onTold: (told: Judged) => void) {
    this.#process = fork(PATH, { execArgv: [`--max-old-space-size=${MOST_HEAP_MEBIBYTES}`] })
    let isWhole = false
    this.#process.on('message', (told: Judged) => {
      this.#watchSilence()
      onTold(told)
      if (told.kind !== 'end') return
      isWhole = true
      this.#process.kill('SIGKILL') // it has nothing left to do but to close its connections
    })
    this.ended = new Promise((resolve) => {
      this.#process.once('exit', () => {
        clearTimeout(this.#watch)
        resolve(isWhole)
      })
    })
    this.#watchSilence()
    this.#process.send({ kind: 'judge', ...order } satisfies Order)
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** No further case begins; those under way put back what they changed. */
  stop(): void {
    if (this.#process.connected) this.#process.send({ kind: 'stop' })
  }

  #watchSilence(): void {
    clearTimeout(this.#watch)
    this.#watch = setTimeout(() => this.#process.kill('SIGKILL'), MAX_SILENCE_MS).unref()
  }
}
