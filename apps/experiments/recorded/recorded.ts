/** The last recorded comparison, kept beside the tests: docs/trade-offs.md is made from it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { compactJson } from '../../../shared/compact-json.ts'
import { COLUMNS } from '../columns.ts'
import type { CellRecord, Comparison } from '../reports/record.ts'

/** In the source tree, also for the compiled code. */
const FILE = new URL('../../../../apps/experiments/recorded/recorded.json', import.meta.url)

/** A line for each experiment. */
const LINE_DEPTH = 2

/** The column whose course a document tells. */
export const TOLD_COLUMN: string = COLUMNS[0]?.id ?? ''

/** Of each cell what a document needs: the exchanges themselves are in the page that `--html` writes. */
export type RecordedCell = Pick<CellRecord, 'column' | 'standing' | 'verdict' | 'figures'> & {
  /** What happened at `TOLD_COLUMN`, in order: who, the request and the status where there was one, and what it shows. */
  seen?: string[]
}

export interface Recorded {
  /** ISO 8601, UTC. */
  madeAt: string
  machine: string
  columns: Comparison['columns']
  experiments: { id: string; cells: RecordedCell[] }[]
}

export function recorded(): Recorded {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Recorded
}

export function keep({ madeAt, columns, experiments }: Comparison): void {
  const [cpu] = cpus()
  const machine = `${availableParallelism()} cores of ${cpu?.model.trim()}, Node ${process.versions.node}`
  const kept: Recorded = {
    madeAt,
    machine,
    columns,
    experiments: experiments.map(({ id, cells }) => ({ id, cells: cells.map(slim) })),
  }
  writeFileSync(FILE, compactJson(kept, LINE_DEPTH))
}

function slim({ column, standing, verdict, figures, evidence }: CellRecord): RecordedCell {
  const seen = evidence.flatMap(({ note, who }) => {
    return note === '' ? [] : [who ? `${who}: ${note}` : note]
  })
  const cell = { column, standing, verdict, figures }
  return column === TOLD_COLUMN ? { ...cell, seen: withoutRepeats(seen) } : cell
}

/** Of a sentence that follows itself, one, with how often. */
function withoutRepeats(sentences: readonly string[]): string[] {
  const runs: { text: string; times: number }[] = []
  for (const text of sentences) {
    const last = runs.at(-1)
    if (last?.text === text) last.times += 1
    else runs.push({ text, times: 1 })
  }
  return runs.map(({ text, times }) => (times === 1 ? text : `${text} (${times} times)`))
}
