import { groupOf } from '../../shared/conformance/case.ts'
import { printable } from '../../shared/conformance/help/show.ts'
import type { CaseResult, Verdict } from '../../shared/conformance/run/runner.ts'
import type { Target } from '../../shared/conformance/run/target.ts'
import type { Paint } from '../../shared/terminal/paint.ts'

const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'not-applicable', 'not-judged', 'error']

/** The report of one run, as text for a terminal. */
export function report(target: Target, results: readonly CaseResult[], paint: Paint): string {
  return [
    paint.bold(`${target.origin.origin}  style ${printable(target.about.style)}`),
    '',
    ...table(results, paint),
    ...section('Failed', results, 'fail', (result) => failureLines(result, paint)),
    ...section('Errors of the suite', results, 'error', (result) => [
      `  ${paint.red(result.case.id)}  ${result.reason}`,
    ]),
    ...section('Not judged', results, 'not-judged', ({ case: each, reason, givenUp }) => {
      return givenUp ? [] : [`  ${each.id}: would be judged with ${reason}`]
    }),
    ...section('Not applicable', results, 'not-applicable', (result) => [
      paint.dim(`  ${result.case.id}: ${result.reason}`),
    ]),
    '',
    summary(results, paint),
  ].join('\n')
}

/** True when every case of level MUST that was judged has passed. */
export function conforms(results: readonly CaseResult[]): boolean {
  return !results.some(({ case: each, verdict }) => each.level === 'MUST' && verdict === 'fail')
}

function table(results: readonly CaseResult[], paint: Paint): string[] {
  const groups = [...new Set(results.map((result) => groupOf(result.case)))]
  const width = Math.max(...groups.map((group) => group.length), 'group'.length)
  const row = (first: string, cells: readonly string[]) => {
    return `  ${first.padEnd(width)}  ${cells.join('  ')}`
  }
  const count = (of: readonly CaseResult[], verdict: Verdict) => {
    return of.filter((result) => result.verdict === verdict).length
  }
  const cells = (of: readonly CaseResult[]) => {
    return VERDICTS.map((verdict) => {
      const number = count(of, verdict)
      const text = (number === 0 ? '·' : String(number)).padStart(verdict.length)
      return number > 0 && (verdict === 'fail' || verdict === 'error') ? paint.red(text) : text
    })
  }
  return [
    paint.dim(row('group', VERDICTS)),
    ...groups.map((group) => {
      return row(group, cells(results.filter((result) => groupOf(result.case) === group)))
    }),
    paint.bold(row('all', cells(results))),
  ]
}

function section(
  title: string,
  results: readonly CaseResult[],
  verdict: Verdict,
  lines: (result: CaseResult) => string[],
): string[] {
  const those = results.filter((result) => result.verdict === verdict).flatMap(lines)
  return those.length === 0 ? [] : ['', `${title}:`, ...those]
}

function failureLines(result: CaseResult, paint: Paint): string[] {
  const { case: each, failure } = result
  return [
    `  ${paint.red(each.id)}  ${each.level}  ${paint.dim(each.references.join(', '))}`,
    `    rule      ${each.requirement}`,
    `    looked at ${failure?.subject ?? 'the case'}`,
    `    expected  ${failure?.expected ?? 'to pass'}`,
    `    saw       ${failure?.seen ?? result.reason}`,
  ]
}

function summary(results: readonly CaseResult[], paint: Paint): string {
  const failed = results.filter((result) => result.verdict === 'fail')
  const must = failed.filter((result) => result.case.level === 'MUST').length
  const judged = results.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail').length
  const [first, ...others] = results.filter(({ givenUp }) => givenUp)
  if (first !== undefined) {
    const count = `${others.length + 1} of ${results.length} cases`
    return paint.red(`Given up: ${count} would be judged with ${first.reason}.`)
  }
  if (must > 0) return paint.red(`Does not conform: ${must} of ${judged} judged cases fail a MUST.`)
  const beside = failed.length === 0 ? '' : `; ${failed.length} below MUST failed`
  return paint.green(`Conforms in all ${judged} judged cases${beside}.`)
}
