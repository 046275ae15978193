/** A comparison as one HTML file: columns, and experiments as rows. */
import { html } from 'ghtml'
import { reportPage } from '../../../shared/reports/page.ts'
import type { Comparison, ExperimentRecord } from './record.ts'

const TITLE = 'Three ways to remember, compared'

export function asHtml(comparison: Comparison): string {
  const { columns, experiments, madeAt } = comparison
  return reportPage({
    title: TITLE,
    heading: TITLE,
    madeAt,
    intro: `${experiments.length} experiments, ${columns.length} columns. A cell opens what was seen there; one with a red border is other than expected, or was not run.`,
    label: 'Experiments and verdicts',
    headsHtml: ['Experiment', ...columns.map(({ title }) => html`${title}`)],
    rows: experiments.map((each) => ({ group: each.group, rowHtml: row(each, columns) })),
    script: 'apps/experiments/reports/page.js',
    style: 'apps/experiments/reports/page.css',
    report: comparison,
  })
}

function row({ id, question, cells }: ExperimentRecord, columns: Comparison['columns']): string {
  const those = columns.map(({ id: column }) => {
    const cell = cells.find((each) => each.column === column)
    if (cell === undefined) return '<td></td>'
    const word = cell.verdict ?? cell.standing.replace('-', ' ')
    return html`<td><button data-cell="${id}/${column}" class="${cell.standing}">${word}</button></td>`
  })
  return html`<tr><th scope="row"><code>${id}</code><br><span class="soft">${question}</span></th>!${those}</tr>`
}
