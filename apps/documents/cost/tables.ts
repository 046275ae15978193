/** Tables of the bench, in Markdown. */
import type { BenchRecord, Route } from '../../bench/figures/record.ts'
import { ROUTE_HEAD, routeRows, type Table, WHOSE } from '../../bench/figures/tables.ts'

export function routeTable(record: BenchRecord, route: Route): string {
  const rows = routeRows(record, route).map(({ title, kind, ranked, cells }) => [
    `${title}${ranked ? '' : ' \\*'}`,
    kind === 'style' ? `**${WHOSE[kind]}**` : WHOSE[kind],
    ...cells,
  ])
  return [`| | | ${ROUTE_HEAD.join(' | ')} |`, rule(2, ROUTE_HEAD.length), ...rows.map(line)].join(
    '\n',
  )
}

export function table({ head, rows }: Table): string {
  return [line(head), rule(1, head.length - 1), ...rows.map(line)].join('\n')
}

function line(cells: readonly unknown[]): string {
  return `| ${cells.join(' | ')} |`
}

/** @param words columns of words, before those of figures */
function rule(words: number, figures: number): string {
  return `|${'---|'.repeat(words)}${'---:|'.repeat(figures)}`
}
