/** docs/faults.md: the gallery of faults and the exercises, from the same data that is run. */
import { allCases } from '../../shared/conformance/all-cases.ts'
import { allFaults } from '../faults/catalogue/all.ts'
import type { Fault } from '../faults/fault.ts'

export function faultGallery(notice: string): string {
  const exercises = allFaults.filter(({ exercise }) => exercise !== undefined)
  return `${notice}

# Faults

${allFaults.length} ways to get a login wrong. Each is run: \`npm run faults\` starts a server that has it, judges the server with the
conformance suite, and fails unless the case named here goes red. \`npm run without -- SAFEGUARD\` shows the attack on
the wire, for the faults that take a safeguard away (\`npm run without -- --list\`).

A fault is a patch, made to the product's source while Node loads it; nothing in the servers knows of it.

${groups()
  .map(([group, faults]) => `- [${group}](#${group}): ${faults.length}`)
  .join('\n')}
- [exercises](#exercises): ${exercises.length}

${groups()
  .map(([group, faults]) => `## ${group}\n\n${faults.map(entry).join('\n')}`)
  .join('\n')}
## Exercises

For a class: start the server, find the fault with curl or a browser, say what it costs, mend it. Each is a server of its
own: \`npm run faulty -- ID\` starts it, without telling what is wrong.

${exercises.map(exercise).join('\n')}`
}

function groups(): [string, Fault[]][] {
  const groupOf = ({ id }: Fault) => id.slice(0, id.indexOf('.'))
  return [...new Set(allFaults.map(groupOf))].map((group) => {
    return [group, allFaults.filter((fault) => groupOf(fault) === group)]
  })
}

function entry(fault: Fault): string {
  const { id, title, server, attack, vainFix, fix, caughtBy, references, safeguard } = fault
  const requirement = allCases.find((each) => each.id === caughtBy)?.requirement ?? ''
  return `### ${id}

${title} (${server}${safeguard === undefined ? '' : `; safeguard: \`${safeguard}\``})

${code(fault)}

- **What an attacker does with it.** ${attack}
- **What seems to help.** ${vainFix}
- **What does.** ${fix}
- **Caught by** \`${caughtBy}\`: ${requirement}
- ${references.join(', ')}
`
}

/** As it looks out there; or the patch, as a diff. */
function code({ code: shown, patches }: Fault): string {
  if (shown !== undefined) return fenced('ts', shown)
  const diff = patches.map(({ file, find, put }) => {
    return [`// ${file}`, ...lines('- ', find), ...lines('+ ', put)].join('\n')
  })
  return fenced('diff', diff.join('\n'))
}

function lines(prefix: string, text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `${prefix}${line}`.trimEnd())
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}

function exercise(fault: Fault, index: number): string {
  const { id, server, title, attack, vainFix, fix, caughtBy } = fault
  return `### Exercise ${index + 1}

${fault.exercise} (${server}; \`npm run faulty -- ${id}\`)

<details><summary>Answer</summary>

${title} ${attack} ${vainFix} ${fix} See [${id}](#${id.replaceAll('.', '')}); the case \`${caughtBy}\` catches it.

</details>
`
}
