/** docs/tutorial-programs.md: what each line of a small program costs, from what was recorded. */
import { readFileSync } from 'node:fs'
import { coreCases } from '../../shared/conformance/core/core-cases.ts'
import { type Explained, readRecorded } from '../examples/recorded.ts'

const DIRECTORY = 'apps/examples/tutorial'

const PROGRAMS = {
  'page-counter': 'The page counter, with a sign-in put on top',
  loggedin: '`req.session.loggedin`, and a link to sign out',
  'cookie-session': 'cookie-session with `key1`',
  'jwt-cookie': 'A JSON Web Token in a cookie',
}

export function tutorialPrograms(notice: string): string {
  return `${notice}

# What a line costs

Small programs as tutorials show them, each judged by the core profile
([any login](conformance.md#any-login-the-core-profile)). For each case that a program fails: the line, what an attacker does
with it, and what to write instead. A test runs the programs, demands these verdicts, and runs each again
with its lines mended: the case then passes. The programs and their maps are in \`${DIRECTORY}\`.

The mended lines are the shortest that hold, not the best that there are. A program with all of them is still no
login for production: it keeps its users' passwords in the clear, and its counters and its sign-ins in memory.

${Object.entries(PROGRAMS).map(section).join('\n')}`
}

function section([name, title]: [string, string]): string {
  const file = `${DIRECTORY}/${name}.mjs`
  const source = readFileSync(file, 'utf8').trimEnd()
  const recorded = Object.entries(readRecorded(`${DIRECTORY}/${name}.verdicts.json`))
  const failed = recorded.filter((entry): entry is Entry => {
    return typeof entry[1] === 'object' && entry[1].verdict === 'fail'
  })
  const passed = recorded.filter(([, entry]) => entry === 'pass').length
  const lines = source.split('\n')
  const numbered = lines.map((line, at) => `${String(at + 1).padStart(2)}  ${line}`.trimEnd())
  return `## ${title}

${passed} cases pass, ${failed.length} fail.

\`\`\`text
${numbered.join('\n')}
\`\`\`

${byLine(failed, lines)
  .map((group) => costOf(group, lines))
  .join('\n')}`
}

type Entry = [id: string, entry: Explained]

/** The cases that are lost by the same lines together, in the order of the program. */
function byLine(failed: Entry[], program: string[]): Entry[][] {
  const groups = new Map<string, Entry[]>()
  for (const entry of failed) {
    const key = JSON.stringify(entry[1].lines)
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups.values()].toSorted((a, b) => placeOf(a, program) - placeOf(b, program))
}

function placeOf(group: Entry[], program: string[]): number {
  return program.indexOf(group[0]?.[1].lines?.[0]?.line ?? '')
}

function costOf(group: Entry[], program: string[]): string {
  const lines = group[0]?.[1].lines ?? []
  const costs = group.map(([id, { because }]) => {
    const { level, requirement } = coreCases.find((each) => each.id === id) ?? {}
    return `- \`${id}\` (${level}): ${requirement}\n  ${because}`
  })
  const blocks = lines.map(({ line, mend }) => {
    const instead = mend === '' ? 'Leave it out.' : `\`\`\`js\n${mend}\n\`\`\``
    return `Line ${program.indexOf(line) + 1} becomes:\n\n${instead}\n`
  })
  return `### Line ${placeOf(group, program) + 1}: \`${lines[0]?.line.trim()}\`

${costs.join('\n')}

${blocks.join('\n')}`
}
