/** The product's safeguards: each with the fault that takes it out, and the attack that then works. */
import { allCases } from '../../shared/conformance/all-cases.ts'
import { type CaseResult, runCases } from '../../shared/conformance/run/runner.ts'
import type { Test } from '../../shared/processes/start-server.ts'
import { allFaults } from './catalogue/all.ts'
import type { Fault } from './fault.ts'
import { startFaulty } from './run-fault.ts'

export type Guarded = Fault & { readonly safeguard: string }

export const safeguards: readonly Guarded[] = allFaults.filter(
  (fault): fault is Guarded => fault.safeguard !== undefined,
)

/** The attack on the server as it is: it has to fail, or it would show nothing. */
export function attackedWithIt(fault: Fault, stop?: AbortSignal): Promise<CaseResult> {
  return attacked({ ...fault, patches: [] }, stop)
}

export function attackedWithoutIt(fault: Fault, stop?: AbortSignal): Promise<CaseResult> {
  return attacked(fault, stop)
}

/**
 * The case that is the attack, run on a server of its own.
 * @param stop when aborted, the server ends at once
 */
async function attacked(fault: Fault, stop?: AbortSignal): Promise<CaseResult> {
  const ends: (() => unknown)[] = []
  const scope: Test = { teardown: (end) => void ends.unshift(end) }
  const end = async () => {
    for (let each = ends.shift(); each !== undefined; each = ends.shift()) await each()
  }
  let ending: Promise<void> | undefined
  const onStop = () => {
    ending = end()
  }
  stop?.addEventListener('abort', onStop)
  try {
    stop?.throwIfAborted()
    const { target } = await startFaulty(scope, fault)
    const cases = allCases.filter(({ id }) => id === fault.caughtBy)
    const accounts = target.origin.host
    const [result] = await runCases(target, cases, { accounts, ...(stop && { stop }) })
    stop?.throwIfAborted()
    if (result === undefined) throw new Error(`There is no case ${fault.caughtBy}.`)
    return result
  } finally {
    stop?.removeEventListener('abort', onStop)
    await ending
    await end()
  }
}
