/** What a run found, as plain data; its shape is what `--json` promises, and `version` counts it. */
import { brief, type ExchangeRecord, exchangeRecord } from '../../../shared/reports/exchange.ts'
import type { Column } from '../columns.ts'
import type { Entry } from '../evidence.ts'
import { tellsApart } from '../expected.ts'
import { type Experiment, groupOf } from '../experiment.ts'
import type { Cell, Standing } from '../result.ts'

export interface Comparison {
  version: 1
  /** ISO 8601, UTC. */
  madeAt: string
  columns: { id: string; title: string; basedOn: string; settings: Record<string, string> }[]
  experiments: ExperimentRecord[]
}

export interface ExperimentRecord {
  id: string
  group: string
  question: string
  claim: { text: string; by: string }
  references: readonly string[]
  steps: readonly string[]
  control: { changed: string; verdict: string }
  verdicts: Record<string, string>
  /** False: no two columns are expected to differ. */
  tellsApart: boolean
  surprise?: string
  cells: CellRecord[]
}

export interface CellRecord {
  column: string
  standing: Standing
  /** Null where there is none. */
  verdict: string | null
  expected: string
  why: string
  /** Why there is no verdict; else empty. */
  reason: string
  figures: Record<string, number>
  /** How long it takes, as a formula of the lifetimes, where the verdict says that. */
  formula?: string
  milliseconds: number
  evidence: { who: string; note: string; exchange?: ExchangeRecord }[]
}

export function comparisonOf(
  experiments: readonly Experiment[],
  columns: readonly Column[],
  cells: readonly Cell[],
  madeAt: Date,
): Comparison {
  return {
    version: 1,
    madeAt: madeAt.toISOString(),
    columns: columns.map(({ id, title, basedOn, settings }) => {
      return { id, title, basedOn, settings: { ...settings } }
    }),
    experiments: experiments.map((each) => {
      const { id, question, claim, references, steps, verdicts, surprise } = each
      const { changed, verdict } = each.control
      return {
        id,
        group: groupOf(each),
        question,
        claim,
        references,
        steps,
        control: { changed, verdict },
        verdicts: { ...verdicts },
        tellsApart: tellsApart(each),
        ...(surprise && { surprise }),
        cells: cells.filter(({ experiment }) => experiment === each).map(cellRecord),
      }
    }),
  }
}

function cellRecord(cell: Cell): CellRecord {
  const { experiment, column, standing, verdict, expected, reason, figures, evidence } = cell
  const formula = experiment.formulas?.[verdict]
  return {
    column: column.id,
    standing,
    verdict: verdict || null,
    expected: expected[0],
    why: expected[1],
    reason,
    figures: { ...figures },
    ...(formula !== undefined && { formula }),
    milliseconds: Math.round(cell.milliseconds),
    evidence: evidence.map(entryRecord),
  }
}

function entryRecord({ who, note, exchange }: Entry): CellRecord['evidence'][number] {
  return { who, note, ...(exchange && { exchange: exchangeRecord(brief(exchange)) }) }
}
