/** One fault in full, as `npm run faults -- --show ID` and the lab show it. */
import { allCases } from '../../shared/conformance/all-cases.ts'
import type { Fault, Patch } from './fault.ts'

/** What a reader needs of a fault, as plain data. */
export interface DescribedFault
  extends Pick<
    Fault,
    | 'id'
    | 'title'
    | 'server'
    | 'safeguard'
    | 'patches'
    | 'code'
    | 'attack'
    | 'vainFix'
    | 'fix'
    | 'references'
    | 'exercise'
  > {
  /** The conformance case that catches it. */
  readonly case: {
    readonly id: string
    readonly requirement: string
    readonly references: readonly string[]
  }
}

export function described(fault: Fault): DescribedFault {
  const { caughtBy, message: _, alsoRed: __, ...rest } = fault
  const { requirement = '', references = [] } = allCases.find(({ id }) => id === caughtBy) ?? {}
  return { ...rest, case: { id: caughtBy, requirement, references } }
}

/** @returns text for a terminal */
export function describeFault(fault: Fault): string {
  const { id, title, server, safeguard, code, patches, attack, vainFix, fix, references, ...rest } =
    described(fault)
  const parts = [
    `${id} (${server}${safeguard === undefined ? '' : `; safeguard: ${safeguard}`})\n${title}`,
    code ?? patches.map(asDiff).join('\n'),
    `Attack: ${attack}`,
    `Ineffective fix: ${vainFix}`,
    `Fix: ${fix}`,
    `Caught by ${rest.case.id}: ${rest.case.requirement}`,
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
