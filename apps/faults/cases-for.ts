/** Which cases a faulty server is judged by. */
import { allCases } from '../../shared/conformance/all-cases.ts'
import { type ConformanceCase, groupOf } from '../../shared/conformance/case.ts'
import { allFaults } from './catalogue/all.ts'
import type { Control } from './controls.ts'
import type { Fault } from './fault.ts'

/** A fault is tried on one in so many of the cases of other subjects, unless all are asked for. */
const ONE_IN = 8

/**
 * All cases of the group that is to catch it, and a share of the others, which are to stay green: the
 * next fault gets the next share, so that eight faults together have met every case. All of them for
 * every fault take two and a half times as long (docs/decisions/faults-as-patches). Cases that must be
 * alone on the machine are left to the faults that need them.
 *
 * @param whole all cases of other subjects
 */
export function casesFor(fault: Fault | Control, whole: boolean): readonly ConformanceCase[] {
  if (!('caughtBy' in fault)) return allCases.filter(({ alone }) => !alone)
  const { caughtBy, timing } = fault
  if (timing) return allCases.filter(({ id }) => id === caughtBy)
  const turn = allFaults.indexOf(fault)
  return allCases.filter((each, index) => {
    const { id, alone } = each
    if (alone || id === caughtBy) return id === caughtBy
    return whole || groupOf(each) === groupOf({ id: caughtBy }) || (index + turn) % ONE_IN === 0
  })
}
