/**
 * What a run found, as plain data: one record feeds the JSON, HTML and JUnit reports and the
 * comparison with an earlier run. Its shape is part of what `--json` promises; `version` counts it.
 */
import { type ExchangeRecord, exchangeRecord } from '../../reports/exchange.ts'
import { type ConformanceCase, groupOf } from '../case.ts'
import type { CaseResult, Verdict } from '../run/runner.ts'

export interface Report {
  version: 1
  /** ISO 8601, UTC. */
  madeAt: string
  cases: CaseRecord[]
  servers: ServerRecord[]
}

export interface CaseRecord {
  id: string
  group: string
  requirement: string
  level: string
  references: readonly string[]
}

export interface ServerRecord {
  url: string
  /** The style it declares, or the name in its map. */
  style: string
  results: ResultRecord[]
}

export interface ResultRecord {
  id: string
  verdict: Verdict
  /** Why, in words; empty for pass. */
  reason: string
  failure?: { subject: string; expected: string; seen: string }
  milliseconds: number
  exchanges: ExchangeRecord[]
}

export interface Judged {
  url: string
  style: string
  results: readonly CaseResult[]
}

export function reportOf(
  cases: readonly ConformanceCase[],
  judged: readonly Judged[],
  madeAt: Date,
): Report {
  return {
    version: 1,
    madeAt: madeAt.toISOString(),
    cases: cases.map((each) => {
      const { id, requirement, level, references } = each
      return { id, group: groupOf(each), requirement, level, references }
    }),
    servers: judged.map(({ url, style, results }) => ({
      url,
      style,
      results: results.map(resultRecord),
    })),
  }
}

function resultRecord({ case: each, verdict, reason, failure, ...rest }: CaseResult): ResultRecord {
  return {
    id: each.id,
    verdict,
    reason,
    ...(failure && { failure }),
    milliseconds: Math.round(rest.milliseconds),
    exchanges: rest.exchanges.map(exchangeRecord),
  }
}
