/** Judges a server that may do anything, as the command does, and tells what became of it. */

import { judge } from '../../../../apps/conformance/command.ts'
import { DEMO } from '../../../../apps/conformance/demo-users.ts'
import type { Profile } from '../../../../apps/conformance/profile.ts'
import { allCases } from '../../../../shared/conformance/all-cases.ts'
import type { ConformanceCase } from '../../../../shared/conformance/case.ts'
import { coreCasesFor, findCoreTarget } from '../../../../shared/conformance/core/judge-core.ts'
import type { CoreMap } from '../../../../shared/conformance/core/map.ts'
import { checkUsers } from '../../../../shared/conformance/run/preflight.ts'
import type { CaseResult, RunOptions } from '../../../../shared/conformance/run/runner.ts'
import { findTarget } from '../../../../shared/conformance/run/target.ts'
import { Patience, type PatienceLimits } from '../../../../shared/visitor/patience.ts'

export interface Told {
  readonly status: number
  readonly said: string
  readonly results: readonly CaseResult[]
}

/** Much less than a run usually waits for. */
const IMPATIENT = { answerMs: 2_500, promptMs: 300, totalMs: 60_000 }
/** A sound answer may take as long as the machine needs. */
const SOUND_ANSWER_MS = 300_000

/** Waits for long where the server is sound, and for a short time where it is hostile. */
export class HostilePatience extends Patience {
  /** Requests that got no answer. */
  unansweredCount = 0
  readonly #isHostile: (route: string) => boolean

  /** @param isHostile whether the server is hostile at such a route by now, such as `GET /me` */
  constructor(isHostile: (route: string) => boolean, limits: Partial<PatienceLimits> = {}) {
    super({ ...IMPATIENT, startMs: SOUND_ANSWER_MS, ...limits })
    this.#isHostile = isHostile
  }

  override limitMs(method: string, path: string): number {
    return this.#isHostile(`${method} ${path}`) ? super.limitMs(method, path) : SOUND_ANSWER_MS
  }

  /** An answer that came is not held against the server, however late it was. */
  override answered(): void {
    super.answered(0)
  }

  override unanswered(method: string, path: string, milliseconds: number): void {
    this.unansweredCount += 1
    super.unanswered(method, path, milliseconds)
  }
}

/** For a server that answers whatever it is asked: waits for each answer. */
export const everSound = () => new HostilePatience(() => false)

export function byContract(
  accounts: string,
  patience: Patience = everSound(),
  cases: readonly ConformanceCase[] = allCases,
): Profile {
  return {
    cases,
    async find(url) {
      const target = await findTarget(url, [...DEMO], {}, patience)
      await checkUsers(target, accounts)
      return target
    },
  }
}

export function byMap(map: CoreMap, patience: Patience): Profile {
  return {
    cases: coreCasesFor(map),
    find: (url) => findCoreTarget(url, map, DEMO, {}, patience),
  }
}

export async function judgeHostile(
  url: string,
  profile: Profile,
  options: RunOptions = {},
): Promise<Told> {
  const { status, said, judged } = await judge(url, profile, profile.cases, options)
  return { status, said, results: judged?.results ?? [] }
}
