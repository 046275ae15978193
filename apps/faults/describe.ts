/** One fault in full, for a terminal: `npm run faults -- --show ID`. */
import { allCases } from '../../shared/conformance/all-cases.ts'
import type { Fault, Patch } from './fault.ts'

export function describeFault(fault: Fault): string {
  const { id, title, server, attack, vainFix, fix, caughtBy, references, safeguard } = fault
  const requirement = allCases.find((each) => each.id === caughtBy)?.requirement ?? ''
  const parts = [
    `${id} (${server}${safeguard === undefined ? '' : `; safeguard: ${safeguard}`})\n${title}`,
    fault.code ?? fault.patches.map(asDiff).join('\n'),
    `Attack: ${attack}`,
    `Ineffective fix: ${vainFix}`,
    `Fix: ${fix}`,
    `Caught by ${caughtBy}: ${requirement}`,
    `References: ${references.join(', ')}`,
    `Start it: npm run faulty -- ${id}`,
  ]
  return parts.join('\n\n')
}

function asDiff({ file, find, put }: Patch): string {
  return [`// ${file}`, ...prefixLines('- ', find), ...prefixLines('+ ', put)].join('\n')
}

function prefixLines(prefix: string, text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `${prefix}${line}`.trimEnd())
}
