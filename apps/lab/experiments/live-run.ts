/** Experiments run from the page: one run at a time for everyone who looks, and each sees how far it is. */

import { missingRedis } from '../../../shared/processes/own-redis.ts'
import { ALL_EXPERIMENTS } from '../../experiments/all-experiments.ts'
import { COLUMNS, type Column } from '../../experiments/columns.ts'
import { Places } from '../../experiments/places.ts'
import { type CellRecord, comparisonOf } from '../../experiments/reports/record.ts'
import { runExperiments } from '../../experiments/run.ts'
import { Broadcast } from '../broadcast.ts'

export interface Progress {
  readonly running: boolean
  readonly done: number
  readonly all: number
  /** What began last, as `ending.everywhere at jwt`. */
  readonly at: string
}

/** Without the evidence, which is asked for one cell at a time. */
export type SeenCell = Omit<CellRecord, 'evidence'>

interface CellOf {
  readonly experiment: string
  readonly cell: SeenCell
}

export type RunEvent =
  | { readonly kind: 'whole'; readonly progress: Progress; readonly cells: readonly CellOf[] }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | ({ readonly kind: 'cell' } & CellOf)

export class LiveRun {
  /** Of this lab's runs, the latest of each. By experiment and column. */
  readonly #cells = new Map<string, CellRecord>()
  readonly events = new Broadcast<RunEvent>(() => ({
    kind: 'whole',
    progress: this.#progress,
    cells: [...this.#cells].map(([key, cell]) => {
      return { experiment: key.split(' ')[0] as string, cell: withoutEvidence(cell) }
    }),
  }))
  #progress: Progress = { running: false, done: 0, all: 0, at: '' }
  #stop = new AbortController()
  #ended: Promise<void> = Promise.resolve()

  get progress(): Progress {
    return this.#progress
  }

  cell(experiment: string, column: string): CellRecord | undefined {
    return this.#cells.get(`${experiment} ${column}`)
  }

  /** @returns false where one is running already */
  start(ids: readonly string[]): boolean {
    if (this.#progress.running) return false
    this.#stop = new AbortController()
    this.#ended = this.#run(ids, this.#stop.signal).catch(console.error)
    return true
  }

  /** What runs is given up; its servers end. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#ended
  }

  async #run(ids: readonly string[], stop: AbortSignal): Promise<void> {
    const experiments = ALL_EXPERIMENTS.filter(({ id }) => ids.includes(id))
    const redis = missingRedis()
    const missing = new Map<Column, string>(
      COLUMNS.flatMap((each) => (each.engine && redis ? [[each, redis] as const] : [])),
    )
    this.#tell({ running: true, done: 0, all: experiments.length * COLUMNS.length, at: '' })
    const places = new Places()
    try {
      await runExperiments(experiments, COLUMNS, places, {
        missing,
        stop,
        onBegin: (at) => this.#tell({ at }),
        onCell: (cell) => {
          const [record] = comparisonOf([cell.experiment], COLUMNS, [cell], new Date()).experiments
          const [found] = record?.cells ?? []
          if (found === undefined) return
          this.#cells.set(`${cell.experiment.id} ${cell.column.id}`, found)
          const { id: experiment } = cell.experiment
          this.events.tell({ kind: 'cell', experiment, cell: withoutEvidence(found) })
          this.#tell({ done: this.#progress.done + 1 })
        },
      })
    } finally {
      await places.close()
      this.#tell({ running: false, at: '' })
    }
  }

  #tell(change: Partial<Progress>): void {
    this.#progress = { ...this.#progress, ...change }
    this.events.tell({ kind: 'progress', progress: this.#progress })
  }
}

function withoutEvidence({ evidence: _, ...cell }: CellRecord): SeenCell {
  return cell
}
