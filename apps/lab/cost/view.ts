/** What the page shows of what the bench measured: figures, what is drawn of them, and what they mean. */
import type { BarChart, LineChart } from '../../bench/figures/charts.ts'
import type { BenchRecord, Environment, Route } from '../../bench/figures/record.ts'
import type { Table } from '../../bench/figures/tables.ts'
import type { Piece } from './inline.ts'

export interface CostView {
  /** The recorded run, and one's own where `LAB_BENCH` names one. */
  readonly runs: readonly RunView[]
  /** Why the run that `LAB_BENCH` names is not there; empty where all is well. */
  readonly trouble: string
  readonly growth: { readonly run: Run; readonly sections: readonly Section[] }
}

export interface RunView {
  readonly name: 'recorded' | 'own'
  readonly run: Run
  readonly figures: readonly Piece[]
  readonly routes: readonly RouteView[]
  readonly marks: readonly Piece[]
}

export interface Run extends Environment {
  readonly date: string
}

export interface RouteView {
  readonly id: Route
  readonly name: string
  /** Paragraphs; fewer where too little was measured to say more. */
  readonly words: readonly (readonly Piece[])[]
  /** What takes longer is in the table alone. */
  readonly mostMicros: number
  readonly chart: BarChart
  readonly table: Table
}

export interface Section {
  readonly id: string
  readonly title: string
  readonly words: readonly (readonly Piece[])[]
  readonly charts: readonly LineChart[]
  readonly tables: readonly { readonly caption: string; readonly table: Table }[]
}

export function runOf({ date, environment }: Pick<BenchRecord, 'date' | 'environment'>): Run {
  return { ...environment, date }
}
