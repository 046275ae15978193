/** Runs faults in several processes at once, and those that compare times one by one at the end. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Control } from './controls.ts'
import type { Fault } from './fault.ts'
import type { Outcome } from './run-fault.ts'
import type { Order } from './worker.ts'

const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url))

export interface PoolOptions {
  readonly atOnce: number
  /** Judged by all cases of other subjects, not by a share of them. */
  readonly whole: boolean
  readonly onBegin: (id: string) => void
  readonly onOutcome: (outcome: Outcome) => void
}

export async function runAll(
  faults: readonly (Fault | Control)[],
  options: PoolOptions,
): Promise<void> {
  const isAlone = (fault: Fault | Control) => 'timing' in fault && fault.timing === true
  await inLanes(
    faults.filter((each) => !isAlone(each)),
    options,
  )
  await inLanes(faults.filter(isAlone), { ...options, atOnce: 1 })
}

async function inLanes(
  faults: readonly { id: string }[],
  { atOnce, whole, onBegin, onOutcome }: PoolOptions,
): Promise<void> {
  const queue = faults.map(({ id }) => id)
  const lane = async () => {
    const worker = fork(WORKER, { execArgv: ['--enable-source-maps'] })
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      onBegin(id)
      onOutcome(await asked(worker, { id, whole }))
    }
    worker.disconnect()
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, faults.length) }, lane))
}

function asked(worker: ChildProcess, order: Order): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const ended = (status: number | null) => {
      reject(new Error(`the process that judged ${order.id} ended with status ${status}`))
    }
    worker.once('exit', ended)
    worker.once('message', (outcome) => {
      worker.off('exit', ended)
      resolve(outcome as Outcome)
    })
    worker.send(order)
  })
}
