/**
 * A comparison as one HTML file that opens without a server: columns, experiments as rows, and behind each
 * cell what happened there, every exchange as it was on the wire and as curl. What came over the wire is text
 * everywhere: the page puts it nowhere but into text nodes.
 */
import { gzipSync } from 'node:zlib'
import { html } from 'ghtml'
import { asset, policyOf } from '../../../shared/conformance/reports/assets.ts'
import { asCurl } from '../../../shared/conformance/reports/curl.ts'
import type { CellRecord, Comparison, ExperimentRecord } from './record.ts'

const SCRIPT = `${asset('shared/conformance/reports/evidence.js')}${asset('apps/experiments/reports/page.js')}`
const STYLE = `${asset('shared/conformance/reports/page.css')}${asset('apps/experiments/reports/page.css')}`
const POLICY = policyOf(SCRIPT, STYLE)

export function asHtml(comparison: Comparison): string {
  const { columns, experiments, madeAt } = comparison
  const groups = [...new Set(experiments.map(({ group }) => group))]
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Three ways to remember, compared</title>
<style>!${STYLE}</style>
</head>
<body>
<header>
<h1>Three ways to remember, compared</h1>
<p>Made <time datetime="${madeAt}">${madeAt}</time>. ${experiments.length} experiments, ${columns.length} columns. A cell opens what was seen there; one with a red border is other than expected, or was not run.</p>
</header>
<main>
<div class="scroll" tabindex="0" role="region" aria-label="Experiments and verdicts">
<table>
<thead><tr><th scope="col">Experiment</th>!${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
!${groups.map((group) => groupRows(group, comparison))}
</table>
</div>
</main>
<dialog id="evidence" aria-labelledby="evidence-title"><form method="dialog"><button>Close</button></form><div id="evidence-body"></div></dialog>
<script type="text/plain" id="report">!${dataOf(comparison)}</script>
<script type="module">!${SCRIPT}</script>
</body>
</html>
`
}

function groupRows(group: string, { columns, experiments }: Comparison): string {
  const rows = experiments.filter((each) => each.group === group)
  const head = html`<tr><th colspan="${1 + columns.length}" scope="rowgroup">${group}</th></tr>`
  return html`<tbody>!${head}!${rows.map((each) => row(each, columns))}</tbody>`
}

function row({ id, question, cells }: ExperimentRecord, columns: Comparison['columns']): string {
  const those = columns.map((column) => {
    const cell = cells.find((each) => each.column === column.id)
    return cell === undefined ? '<td></td>' : cellOf(id, cell)
  })
  return html`<tr><th scope="row"><code>${id}</code><br><span class="soft">${question}</span></th>!${those}</tr>`
}

function cellOf(id: string, { column, verdict, standing }: CellRecord): string {
  const word = verdict ?? standing.replace('-', ' ')
  return html`<td><button data-experiment="${id}" data-column="${column}" class="${standing}">${word}</button></td>`
}

/** With curl commands, so that the page need not know how to quote for a shell; as gzip in base64. */
function dataOf(comparison: Comparison): string {
  const experiments = comparison.experiments.map((each) => ({
    ...each,
    cells: each.cells.map((cell) => ({
      ...cell,
      evidence: cell.evidence.map((entry) => {
        const { exchange } = entry
        return exchange ? { ...entry, exchange: { ...exchange, curl: asCurl(exchange) } } : entry
      }),
    })),
  }))
  return gzipSync(JSON.stringify({ ...comparison, experiments })).toString('base64')
}
