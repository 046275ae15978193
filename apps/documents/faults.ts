/** docs/faults.md: the index of the faults and the exercises, from the same data that is run. */
import { groupOf } from '../../shared/conformance/case.ts'
import { allFaults } from '../faults/catalogue/all.ts'
import type { Fault } from '../faults/fault.ts'

export function faultIndex(notice: string): string {
  const exercises = allFaults.filter(({ exercise }) => exercise !== undefined)
  const names = [...new Set(allFaults.map(groupOf))]
  const groups = names.map(
    (name) => [name, allFaults.filter((each) => groupOf(each) === name)] as const,
  )
  return `${notice}

# Faults

${allFaults.length} ways to get a login wrong, for people who build or review one, and for a class. \`npm run faults\` starts a server
with each of them, judges it with the conformance suite, and fails unless the case named here goes red. A fault is a
patch that is applied to the product's source while Node loads it.

- The lab shows each (\`npm run lab\`; the links below lead there): what it changes, the case that catches it, the attack, the
  fix that does not help, the one that does. It can be tried there on a server of its own.
- \`npm run faults -- --show cookies.no-http-only\` describes it in the terminal.
- \`npm run faulty -- cookies.no-http-only\` starts a server with it.
- \`npm run without -- SAFEGUARD\` shows the attack that a safeguard prevents; \`npm run without -- --list\` names them.

${groups.map(([group, faults]) => `- [${group}](#${group}): ${faults.length}`).join('\n')}
- [exercises](#exercises): ${exercises.length}

${groups.map(([group, faults]) => `## ${group}\n\n${table(faults)}`).join('\n\n')}

## Exercises

Start the server, find the fault with curl or a browser, say what it costs, and fix it. \`npm run faulty -- ID\` starts the
server without telling what is wrong; the lab, and \`npm run faults -- --show ID\`, have the answer.

${exercises.map((fault, index) => `${index + 1}. ${fault.exercise} (${inLab(fault)}, ${fault.server})`).join('\n')}
`
}

function table(faults: readonly Fault[]): string {
  const rows = faults.map(({ id, title, server, caughtBy }) => {
    return `| ${inLab({ id })} | ${title.replaceAll('|', '\\|')} | ${server} | \`${caughtBy}\` |`
  })
  return ['| fault | what is wrong | server | caught by |', '|---|---|---|---|', ...rows].join('\n')
}

/** Its page in the lab, which shows the document itself with links of its own (apps/lab/routes/reading.ts). */
function inLab({ id }: Pick<Fault, 'id'>): string {
  return `[\`${id}\`](http://localhost:3000/conformance/faults/${id})`
}
