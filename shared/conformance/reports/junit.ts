/** The report as JUnit XML, for what shows test results: one suite for each server. */
import type { CaseRecord, Report, ResultRecord, ServerRecord } from './record.ts'

export function asJunit(report: Report): string {
  const cases = new Map(report.cases.map((each) => [each.id, each]))
  const suites = report.servers.map((server) => suite(server, cases, report.madeAt))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`
}

function suite(
  { url, style, results }: ServerRecord,
  cases: Map<string, CaseRecord>,
  madeAt: string,
): string {
  const count = (...verdicts: string[]) =>
    results.filter(({ verdict }) => verdicts.includes(verdict)).length
  const seconds = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000
  const attributes = {
    name: `${style} ${url}`,
    timestamp: madeAt.slice(0, 19),
    tests: results.length,
    failures: count('fail'),
    errors: count('error'),
    skipped: count('not-applicable', 'not-judged'),
    time: seconds.toFixed(3),
  }
  const lines = results.map((result) => testcase(result, cases.get(result.id)))
  return `  <testsuite${attributesOf(attributes)}>\n${lines.join('')}  </testsuite>\n`
}

function testcase(result: ResultRecord, each: CaseRecord | undefined): string {
  const attributes = {
    classname: each?.group ?? '',
    name: result.id,
    time: (result.milliseconds / 1000).toFixed(3),
  }
  return `    <testcase${attributesOf(attributes)}>${outcome(result, each)}</testcase>\n`
}

function outcome({ verdict, reason, failure }: ResultRecord, each: CaseRecord | undefined): string {
  if (verdict === 'pass') return ''
  if (verdict === 'error') return `<error${attributesOf({ message: reason })}/>`
  if (verdict !== 'fail') return `<skipped${attributesOf({ message: `${verdict}: ${reason}` })}/>`
  const text = [
    `rule      ${each?.requirement ?? ''}`,
    `looked at ${failure?.subject ?? ''}`,
    `expected  ${failure?.expected ?? ''}`,
    `saw       ${failure?.seen ?? reason}`,
    `see       ${each?.references.join(', ') ?? ''}`,
  ].join('\n')
  return `<failure${attributesOf({ message: reason, type: each?.level ?? '' })}>${escaped(text)}</failure>`
}

function attributesOf(attributes: Record<string, string | number>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')
}

/** XML 1.0 2.2 has no place for most control characters, escaped or not. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '\ufffd')
}
