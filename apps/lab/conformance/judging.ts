/** The process that judges: started for one run, listened to, and ended when it has been silent for too long. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Judged, Order } from './judging-messages.ts'

const PATH = fileURLToPath(new URL('./judging-process.js', import.meta.url))
const MOST_HEAP_MEBIBYTES = 1024
/** It tells every two seconds that it is alive; a busy machine may stand still for a while. */
const SILENT_LIMIT_MS = 30_000
/** For cases under way to put back what they changed. */
const LEAVING_LIMIT_MS = 60_000

export class Judging {
  readonly #process: ChildProcess
  #watch: NodeJS.Timeout | undefined
  /** True where it ran to its end. */
  readonly ended: Promise<boolean>

  constructor(order: Omit<Order, 'kind'>, onTold: (told: Judged) => void) {
    this.#process = fork(PATH, { execArgv: [`--max-old-space-size=${MOST_HEAP_MEBIBYTES}`] })
    let isWhole = false
    this.#process.on('message', (told: Judged) => {
      this.#endAfter(SILENT_LIMIT_MS)
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
    this.#endAfter(SILENT_LIMIT_MS)
    this.#process.send({ kind: 'judge', ...order } satisfies Order)
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** No further case begins; those under way put back what they changed. */
  stop(): void {
    if (this.#process.connected) this.#process.send({ kind: 'stop' })
    setTimeout(() => this.#process.kill('SIGKILL'), LEAVING_LIMIT_MS).unref()
  }

  #endAfter(limitMs: number): void {
    clearTimeout(this.#watch)
    this.#watch = setTimeout(() => this.#process.kill('SIGKILL'), limitMs).unref()
  }
}
