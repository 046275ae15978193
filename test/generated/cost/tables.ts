/** Tables of the bench, in Markdown. */
import { type Figures, ranking } from '../../bench/ranking.ts'
import type { BenchRecord } from '../../bench/record.ts'
import type { Route } from '../../bench/standing.ts'

const KINDS: Record<Figures['subject']['kind'], string> = {
  'no-auth': 'no auth',
  style: '**this project**',
  store: 'this project, a store',
  remedy: 'this project, a remedy',
  peer: '',
  cached: 'this project, no advice',
}

/** Every subject that has the route, the least CPU time first; who is not ranked, last. */
export function routeTable(record: BenchRecord, route: Route): string {
  const rows = ranking(record, route)
  const ranked = rows.filter(({ ranked }) => ranked)
  const marked = rows.filter(({ ranked }) => !ranked)
  return `| | | over no auth | interval | CPU µs | p50 ms | p99 ms | undecided with |
|---|---|---|---|---|---|---|---|
${[...ranked, ...marked].map((row) => line(row, rows)).join('\n')}`
}

function line(row: Figures, rows: readonly Figures[]): string {
  const { subject, ratio, cpuMicros, p50Ms, p99Ms } = row
  const undecided = row.undecided.map((id) => titleOf(id, rows))
  return `| ${[
    `${subject.title}${row.ranked ? '' : ' \\*'}`,
    KINDS[subject.kind],
    ratio.median.toFixed(2),
    `${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}`,
    cpuMicros.toFixed(1),
    p50Ms.toFixed(2),
    p99Ms.toFixed(2),
    undecided.length > 3 ? `${undecided.slice(0, 3).join(', ')}, …` : undecided.join(', '),
  ].join(' | ')} |`
}

function titleOf(id: string, rows: readonly Figures[]): string {
  return rows.find(({ subject }) => subject.id === id)?.subject.title ?? id
}

export function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]) => `| ${cells.join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}
