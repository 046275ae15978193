/** Does a style cost clearly more than when it was recorded? By ratios alone: a slower machine is no loss. */
import { ranking } from '../../shared/bench/ranking.ts'
import type { BenchRecord, Route } from '../../shared/bench/record.ts'

/**
 * How much more of the CPU time of a request with no auth. From run to run it differs by up to a tenth; a
 * repair of the cookie-session that is taken out gives half as much again (docs/decisions/bench.md).
 */
export const CLEAR_LOSS = 1.25

export interface Compared {
  id: string
  /** Times the CPU time of the route with no auth: when it was recorded, and now. */
  recorded: number
  now: number
  /** The least that it is now, by the interval of the rounds. */
  nowAtLeast: number
  isLoss: boolean
}

/** @throws Error where one of them was not recorded */
export function compared(now: BenchRecord, then: BenchRecord, route: Route): Compared[] {
  const before = ranking(then, route)
  return ranking(now, route)
    .filter(({ subject }) => subject.kind !== 'no-auth')
    .map(({ subject: { id }, ratio }) => {
      const earlier = before.find(({ subject }) => subject.id === id)
      if (earlier === undefined) throw new Error(`${id} is not in the recorded run.`)
      const recorded = 1 / earlier.ratio.median
      const nowAtLeast = 1 / ratio.high
      const isLoss = nowAtLeast > recorded * CLEAR_LOSS
      return { id, recorded, now: 1 / ratio.median, nowAtLeast, isLoss }
    })
}
