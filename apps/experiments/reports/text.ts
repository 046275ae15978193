/** The matrix as text for a terminal: experiments as rows, columns by number, verdicts in words. */
import type { Paint } from '../../../shared/terminal/paint.ts'
import type { CellRecord, Comparison, ExperimentRecord } from './record.ts'

const MARKS = { expected: ' ', other: '!', 'not-run': '–', 'no-verdict': '?' } as const

export function matrix(comparison: Comparison, paint: Paint): string {
  const { columns, experiments } = comparison
  const groups = [...new Set(experiments.map(({ group }) => group))]
  return [
    ...groups.flatMap((group) => [
      '',
      paint.bold(group),
      ...experiments.filter((each) => each.group === group).flatMap((each) => rows(each, paint)),
    ]),
    ...notRun(comparison, paint),
    ...cellsOf(comparison, 'no-verdict', 'No verdict', ({ reason }) => reason),
    ...cellsOf(comparison, 'other', 'Other than expected', (cell) => {
      return `${cell.verdict}, expected ${cell.expected} (${cell.why})`
    }),
    '',
    summary(comparison, columns.length, paint),
  ].join('\n')
}

/** One line for each verdict, with the columns that came to it. */
function rows(each: ExperimentRecord, paint: Paint): string[] {
  const words = [...new Set(each.cells.map(wordOf))]
  const width = Math.max(...words.map((word) => word.length))
  return [
    `  ${each.id}  ${paint.dim(each.question)}`,
    ...words.map((word) => {
      const those = each.cells.filter((cell) => wordOf(cell) === word)
      const names = those.map(({ column, standing }) => `${column}${MARKS[standing]}`.trim())
      const line = `    ${word.padEnd(width)}  ${names.join(', ')}`
      return those.some(({ standing }) => standing !== 'expected') ? paint.red(line) : line
    }),
  ]
}

function wordOf({ verdict, standing }: CellRecord): string {
  return verdict ?? (standing === 'not-run' ? 'not run' : 'no verdict')
}

/** Columns without their engine, once each. */
function notRun({ experiments }: Comparison, paint: Paint): string[] {
  const lines = experiments.flatMap(({ cells }) =>
    cells.flatMap(({ standing, column, reason }) =>
      standing === 'not-run' ? [`  ${column}: ${reason}`] : [],
    ),
  )
  return lines.length === 0 ? [] : ['', paint.bold('Not run'), ...new Set(lines)]
}

function cellsOf(
  { experiments }: Comparison,
  standing: CellRecord['standing'],
  title: string,
  say: (cell: CellRecord) => string,
): string[] {
  const lines = experiments.flatMap(({ id, cells }) =>
    cells.flatMap((cell) => {
      return cell.standing === standing ? [`  ${id} at ${cell.column}: ${say(cell)}`] : []
    }),
  )
  return lines.length === 0 ? [] : ['', title, ...lines]
}

function summary({ experiments }: Comparison, columnCount: number, paint: Paint): string {
  const cells = experiments.flatMap((each) => each.cells)
  const count = (standing: CellRecord['standing']) =>
    cells.filter((each) => each.standing === standing).length
  const size = `${experiments.length} experiments, ${columnCount} columns`
  const parts = [
    `${count('expected')} as expected`,
    count('other') && `${count('other')} other than expected`,
    count('no-verdict') && `${count('no-verdict')} without a verdict`,
    count('not-run') && `${count('not-run')} not run`,
  ].filter(Boolean)
  const isFine = count('other') + count('no-verdict') === 0
  return (isFine ? paint.green : paint.red)(`${size}: ${parts.join(', ')}.`)
}
