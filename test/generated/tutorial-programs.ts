/** docs/tutorial-programs.md: what each line of a small program costs, from what was recorded. */
import { readFileSync } from 'node:fs'
import { coreCases } from '../../shared/conformance/core/core-cases.ts'
import { type Explained, readRecorded } from '../conformance/examples/recorded.ts'

const DIRECTORY = 'test/conformance/examples/tutorial'

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
([judge your own](judge-your-own.md)). For each case that a program fails: the line, what an attacker does
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
  const failed = recorded.filter((entry): entry is [string, Explained] => {
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

${failed.map((entry) => costOf(entry, lines)).join('\n')}`
}

function costOf([id, { because, lines = [] }]: [string, Explained], program: string[]): string {
  const { level, requirement } = coreCases.find((each) => each.id === id) ?? {}
  const blocks = lines.map(({ line, mend }) => {
    const instead = mend === '' ? 'Leave it out.' : `\`\`\`js\n${mend}\n\`\`\``
    return `Line ${program.indexOf(line) + 1}, \`${line.trim()}\`, becomes:\n\n${instead}\n`
  })
  return `### ${id}

${level}. ${requirement} ${because}

${blocks.join('\n')}`
}
