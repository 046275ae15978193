/** Judges a server that may do anything, as the command does, and tells what became of it. */
import { allCases } from '../../../shared/conformance/all-cases.ts'
import type { ConformanceCase } from '../../../shared/conformance/case.ts'
import { judge } from '../../../shared/conformance/command.ts'
import { coreCasesFor, findCoreTarget } from '../../../shared/conformance/core/judge-core.ts'
import type { CoreMap } from '../../../shared/conformance/core/map.ts'
import { checkUsers } from '../../../shared/conformance/preflight.ts'
import type { Profile } from '../../../shared/conformance/profile.ts'
import type { CaseResult, RunOptions } from '../../../shared/conformance/runner.ts'
import { findTarget } from '../../../shared/conformance/target.ts'
import { Patience, type PatienceLimits } from '../../../shared/visitor/patience.ts'
import { DEMO } from '../demo-users.ts'

export interface Told {
  readonly status: number
  readonly said: string
  readonly results: readonly CaseResult[]
  readonly seconds: number
}

/** Much less than a run waits for usually, and long enough for a sound server on a busy machine. */
export const IMPATIENT: Partial<PatienceLimits> = {
  answerMs: 2_500,
  promptMs: 300,
  totalMs: 60_000,
}

export function byContract(
  accounts: string,
  limits: Partial<PatienceLimits> = IMPATIENT,
  cases: readonly ConformanceCase[] = allCases,
): Profile {
  return {
    cases,
    async find(url) {
      const target = await findTarget(url, [...DEMO], {}, new Patience(limits))
      await checkUsers(target, accounts)
      return target
    },
  }
}

export function byMap(map: CoreMap, limits: Partial<PatienceLimits> = IMPATIENT): Profile {
  return {
    cases: coreCasesFor(map),
    find: (url) => findCoreTarget(url, map, DEMO, {}, new Patience(limits)),
  }
}

export async function judgeHostile(
  url: string,
  profile: Profile,
  options: RunOptions = {},
): Promise<Told> {
  const startedMs = performance.now()
  const { status, said, judged } = await judge(url, profile, profile.cases, options)
  const seconds = (performance.now() - startedMs) / 1000
  return { status, said, results: judged?.results ?? [], seconds }
}
