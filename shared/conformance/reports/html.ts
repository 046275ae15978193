/** The report as one HTML file: servers as columns, cases as rows, with filters. */
import { html } from 'ghtml'
import { reportPage } from '../../reports/page.ts'
import { MEANINGS } from '../run/verdicts.ts'
import type { CaseRecord, Report, ServerRecord } from './record.ts'

const MARKS = { pass: '✓', fail: '✗', 'not-applicable': '–', 'not-judged': '?', error: '!' }

export function asHtml(report: Report): string {
  const { cases, servers, madeAt } = report
  const legend = Object.entries(MEANINGS).map(
    ([verdict, meaning]) =>
      html`<li>!${mark(verdict)} ${verdict.replace('-', ' ')}: ${meaning}</li>`,
  )
  return reportPage({
    title: `Conformance of ${servers.map(({ url }) => url).join(', ')}`,
    heading: 'Conformance',
    madeAt,
    intro: `${cases.length} cases.`,
    legendHtml: html`<ul class="legend">!${legend}</ul>`,
    filtersHtml: html`<form class="filters" id="filters" role="search">
<label>Text <input type="search" id="text" placeholder="cookie, ASVS 7.4.1, …"></label>
<fieldset><legend>Verdict</legend>!${Object.keys(MARKS).map((verdict) => checkbox('verdict', verdict))}</fieldset>
<fieldset><legend>Level</legend>!${['MUST', 'SHOULD', 'INFO'].map((level) => checkbox('level', level))}</fieldset>
<output id="shown" aria-live="polite"></output>
</form>`,
    label: 'Cases and verdicts',
    headsHtml: ['Case', 'Level', ...servers.map(columnHead)],
    rows: cases.map((each) => ({ group: each.group, rowHtml: row(each, servers) })),
    script: 'shared/conformance/reports/page.js',
    report,
  })
}

function columnHead({ url, style, results }: ServerRecord): string {
  const count = (verdict: string) => results.filter((result) => result.verdict === verdict).length
  return html`${style}<br><span class="soft">${url}</span><br><span class="soft">${count('pass')} pass, ${count('fail')} fail</span>`
}

function row(
  { id, requirement, level, references }: CaseRecord,
  servers: readonly ServerRecord[],
): string {
  const cells = servers.map(({ style, results }, column) => {
    const result = results.find((candidate) => candidate.id === id)
    if (result === undefined) return '<td></td>'
    const { verdict } = result
    return html`<td><button data-cell="${column}/${id}" class="${verdict}" aria-label="${verdict}: ${id} at ${style}">!${mark(verdict)}</button></td>`
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
