import { allCases } from '../../shared/conformance/all-cases.ts'
import type { ConformanceCase } from '../../shared/conformance/case.ts'
import { coreCasesFor, findCoreTarget } from '../../shared/conformance/core/judge-core.ts'
import type { CoreMap } from '../../shared/conformance/core/map.ts'
import { readMap } from '../../shared/conformance/core/read-map.ts'
import { checkUsers } from '../../shared/conformance/run/preflight.ts'
import { findTarget, type Target } from '../../shared/conformance/run/target.ts'
import type { Command } from './arguments.ts'

/** What a server is judged by: the contract, or what any login ought to do. */
export interface Profile {
  readonly cases: readonly ConformanceCase[]
  /** @throws TargetError where the server cannot be judged by this profile */
  readonly find: (url: string) => Promise<Target>
}

/** @throws MapError */
export function profileOf({ profile, map, users, usersGiven, brought }: Command): Profile {
  if (profile === 'contract') {
    const find = async (url: string) => {
      const target = await findTarget(url, users, brought)
      return { ...target, signInMs: await checkUsers(target) }
    }
    return { cases: allCases, find }
  }
  // Without a map nothing is judged: the cases are only listed then.
  const coreMap = map === undefined ? ({} as CoreMap) : readMap(map)
  return {
    cases: coreCasesFor(coreMap),
    find: (url) => findCoreTarget(url, coreMap, usersGiven ? users : coreMap.users, brought),
  }
}
