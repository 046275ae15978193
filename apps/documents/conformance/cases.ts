/** Every case in its group, with what it asks for and where that is written. */
import { type ConformanceCase, groupOf } from '../../../shared/conformance/case.ts'
import { GROUPS } from '../../../shared/conformance/groups.ts'

type Listed = Pick<ConformanceCase, 'id' | 'level' | 'requirement' | 'references'>

/** A section for each group, in the order in which the groups are described. */
export function groupsOf(cases: readonly Listed[], heading: string): string {
  const used = new Set(cases.map(groupOf))
  const missing = [...used].find((group) => !(group in GROUPS))
  if (missing !== undefined) throw new Error(`the group ${missing} is not described`)
  const groups = Object.entries(GROUPS).filter(([group]) => used.has(group))
  return groups
    .map(([group, about]) => {
      const rows = cases.filter((each) => groupOf(each) === group).map(row)
      return `${heading} ${group}\n\n${about}\n\n${HEAD}\n${rows.join('\n')}\n`
    })
    .join('\n')
}

const HEAD = '| case | level | requirement | references |\n|---|---|---|---|'

function row({ id, level, requirement, references }: Listed): string {
  return `| \`${id}\` | ${level} | ${escaped(requirement)} | ${escaped(references.join(', '))} |`
}

/** Text in a table: a bar would begin another cell, and an angle bracket a tag. */
export function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

/** "266 MUST, 10 SHOULD" */
export function levelsOf(cases: readonly Listed[]): string {
  const levels = ['MUST', 'SHOULD', 'INFO'].map((level) => {
    return [cases.filter((each) => each.level === level).length, level] as const
  })
  return levels.flatMap(([count, level]) => (count === 0 ? [] : [`${count} ${level}`])).join(', ')
}

/** The lines that a failed case begins with in the report on a terminal. */
export function failureHead(cases: readonly Listed[], wanted: string): string {
  const found = cases.find(({ id }) => id === wanted)
  if (found === undefined) throw new Error(`there is no case ${wanted}`)
  const { id, level, requirement, references } = found
  return `  ${id}  ${level}  ${references.join(', ')}\n    rule      ${requirement}`
}
