/** The outcomes as text for a terminal. */
import { allCases } from '../../shared/conformance/all-cases.ts'
import type { Fault } from './fault.ts'
import { FAULTS as DOCUMENT_FAULTS } from './openapi/faults.ts'
import type { Outcome } from './run-fault.ts'

/** A line for each fault; what did not come out as written down has its reason below it. */
export function table(outcomes: readonly Outcome[], faults: readonly Fault[]): string {
  const width = Math.max(...outcomes.map(({ id }) => id.length))
  const lines = outcomes.map(({ id, kind, said }) => {
    const fault = faults.find((each) => each.id === id)
    const name = id.padEnd(width)
    if (kind === 'caught') return `${name}  caught by ${fault?.caughtBy}`
    if (kind === 'sound') return `${name}  sound: ${said}`
    return `${name}  ${TELLS[kind]}\n    ${said}`
  })
  return ['fault', '', ...lines].join('\n')
}

const TELLS = {
  escaped: 'ESCAPED the case that was to catch it',
  'other-message': 'caught, but the message does not name it',
  strays: 'RED WHERE IT SHOULD BE GREEN',
  broken: 'DID NOT RUN',
} as const

/**
 * The cases that no fault of this run turned red: each needs a fault that it catches, or is not needed.
 * Those of a faulty document are tested one by one in `npm run test:suite`, without a server for each.
 */
export function unneeded(outcomes: readonly Outcome[]): string {
  const red = new Set(outcomes.flatMap((outcome) => outcome.red.map(({ id }) => id)))
  const green = allCases.filter(({ id, level }) => level !== 'INFO' && !red.has(id))
  const byDocument = new Set(Object.values(DOCUMENT_FAULTS).flatMap(({ noticed }) => noticed))
  const listed = green.map(({ id }) => {
    return byDocument.has(id) ? `${id} (its faults: apps/faults/openapi/faults.ts)` : id
  })
  if (listed.length === 0) return '\nEvery case was turned red by some fault.'
  return `\n${listed.length} cases that no fault of these turned red:\n  ${listed.join('\n  ')}`
}
