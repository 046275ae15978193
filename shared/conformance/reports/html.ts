/**
 * The report as one HTML file that opens without a server: servers as columns, cases as rows, and
 * behind each cell what was asked for and seen, with every exchange as it was on the wire and as
 * curl. What came over the wire is text everywhere: the page puts it nowhere but into text nodes.
 */
import { gzipSync } from 'node:zlib'
import { html } from 'ghtml'
import { MEANINGS } from '../run/verdicts.ts'
import { asset, policyOf } from './assets.ts'
import { asCurl } from './curl.ts'
import type { CaseRecord, Report, ServerRecord } from './record.ts'

const SCRIPT = `${asset('shared/conformance/reports/evidence.js')}${asset('shared/conformance/reports/page.js')}`
const STYLE = asset('shared/conformance/reports/page.css')
const POLICY = policyOf(SCRIPT, STYLE)

const MARKS = { pass: '✓', fail: '✗', 'not-applicable': '–', 'not-judged': '?', error: '!' }
export function asHtml(report: Report): string {
  const groups = [...new Set(report.cases.map(({ group }) => group))]
  const bodies = groups.map((group) => groupRows(group, report))
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Conformance of ${report.servers.map(({ url }) => url).join(', ')}</title>
<style>!${STYLE}</style>
</head>
<body>
<header>
<h1>Conformance</h1>
<p>Made <time datetime="${report.madeAt}">${report.madeAt}</time>. ${report.cases.length} cases.</p>
<ul class="legend">!${Object.entries(MEANINGS).map(([verdict, meaning]) => html`<li>!${mark(verdict)} ${verdict.replace('-', ' ')}: ${meaning}</li>`)}</ul>
</header>
<main>
<form class="filters" id="filters" role="search">
<label>Text <input type="search" id="text" placeholder="cookie, ASVS 7.4.1, …"></label>
<fieldset><legend>Verdict</legend>!${Object.keys(MARKS).map((verdict) => checkbox('verdict', verdict))}</fieldset>
<fieldset><legend>Level</legend>!${['MUST', 'SHOULD', 'INFO'].map((level) => checkbox('level', level))}</fieldset>
<output id="shown" aria-live="polite"></output>
</form>
<div class="scroll" tabindex="0" role="region" aria-label="Cases and verdicts">
<table>
<thead><tr><th scope="col">Case</th><th scope="col">Level</th>!${report.servers.map(columnHead)}</tr></thead>
!${bodies}
</table>
</div>
</main>
<dialog id="evidence" aria-labelledby="evidence-title"><form method="dialog"><button>Close</button></form><div id="evidence-body"></div></dialog>
<script type="text/plain" id="report">!${dataOf(report)}</script>
<script type="module">!${SCRIPT}</script>
</body>
</html>
`
}

function columnHead({ url, style, results }: ServerRecord): string {
  const count = (verdict: string) => results.filter((result) => result.verdict === verdict).length
  return html`<th scope="col">${style}<br><span class="soft">${url}</span><br><span class="soft">${count('pass')} pass, ${count('fail')} fail</span></th>`
}

function groupRows(group: string, report: Report): string {
  const rows = report.cases.filter((each) => each.group === group)
  const head = html`<tr><th colspan="${2 + report.servers.length}" scope="rowgroup">${group}</th></tr>`
  return html`<tbody>!${head}!${rows.map((each) => row(each, report))}</tbody>`
}

function row({ id, requirement, level, references }: CaseRecord, { servers }: Report): string {
  const cells = servers.map((server, column) => {
    const result = server.results.find((candidate) => candidate.id === id)
    if (result === undefined) return '<td></td>'
    const label = `${result.verdict}: ${id} at ${server.style}`
    return html`<td><button data-server="${column}" data-case="${id}" class="${result.verdict}" aria-label="${label}">!${mark(result.verdict)}</button></td>`
  })
  const verdicts = servers.flatMap(
    ({ results }) => results.find((candidate) => candidate.id === id)?.verdict ?? [],
  )
  return html`<tr data-id="${id}" data-level="${level}" data-verdicts="${verdicts.join(' ')}"><th scope="row"><code>${id}</code><br><span class="soft">${requirement} (${references.join(', ')})</span></th><td>${level}</td>!${cells}</tr>`
}

function mark(verdict: string): string {
  return html`<span class="mark ${verdict}" aria-hidden="true">${MARKS[verdict as keyof typeof MARKS]}</span>`
}

function checkbox(name: string, value: string): string {
  return html`<label><input type="checkbox" name="${name}" value="${value}" checked> ${value}</label>`
}

/**
 * The record with curl commands, so that the page need not know how to quote for a shell; as gzip in
 * base64, a twentieth of the 6 MB that one server's exchanges take.
 */
function dataOf(report: Report): string {
  const servers = report.servers.map((server) => ({
    ...server,
    results: server.results.map((result) => ({
      ...result,
      exchanges: result.exchanges.map((exchange) => ({ ...exchange, curl: asCurl(exchange) })),
    })),
  }))
  return gzipSync(JSON.stringify({ ...report, servers })).toString('base64')
}
