/** Of docs/trade-offs.md: how long something takes, for each column, by the experiments that say it as a formula. */
import { ALL_EXPERIMENTS } from '../experiments/all-experiments.ts'
import type { Recorded } from '../experiments/recorded/recorded.ts'

/** A table: columns of the comparison as rows, and the seconds that were measured behind each formula. */
export function timeUntilTable({ columns, experiments }: Recorded): string {
  const those = ALL_EXPERIMENTS.filter(({ formulas }) => formulas !== undefined)
  const cell = (id: string, column: string) => {
    const cells = experiments.find((each) => each.id === id)?.cells
    const { verdict, figures } = cells?.find((each) => each.column === column) ?? {}
    const formulas = those.find((each) => each.id === id)?.formulas
    const formula = formulas?.[verdict ?? '']
    if (formula === undefined) return verdict ?? 'not run'
    const seconds = figures?.revokedAfterSeconds
    return seconds === undefined ? formula : `${formula} (${seconds} s)`
  }
  const rows = columns.map(({ id }) => {
    return `| ${id} | ${those.map((each) => cell(each.id, id)).join(' | ')} |`
  })
  const heads = those.map(({ id }) => `[${id}](#${id.replaceAll('.', '')})`)
  return [`| | ${heads.join(' | ')} |`, `|---|${'---|'.repeat(those.length)}`, ...rows].join('\n')
}
