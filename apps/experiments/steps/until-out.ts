import type { Person } from '../person.ts'
import type { World } from '../world.ts'

/** Between two questions. */
const PAUSE_SECONDS = 0.3
/** After the absolute time, until it counts as no end. */
const PATIENCE_SECONDS = 2

/** What ended a sign-in, with SHORT_TIMES, as far as its time tells. */
export const ENDS = {
  'access-time': 'out when the access time of 2 s is over',
  'idle-time': 'out when the idle time of 4 s is over',
  'absolute-time': 'out when the absolute time of 8 s is over',
  'no-end': 'still in 2 s after the absolute time',
} as const
type End = keyof typeof ENDS

interface Out {
  readonly verdict: End
  /** `outAfterSeconds`, since the question was first put; none where there was no end. */
  readonly figures: Readonly<Record<string, number>>
  /** How often it was asked. */
  readonly asks: number
}

/** Asks who the person is until nobody is known. To be called at once after the sign-in. */
export async function untilOut(
  world: World,
  person: Person,
  /** What else happens before each question. */
  meanwhile: (seconds: number) => Promise<unknown> = async () => {},
): Promise<Out> {
  const startedMs = performance.now()
  const secondsSoFar = () => (performance.now() - startedMs) / 1000
  let asks = 0
  while (secondsSoFar() < world.absoluteSeconds + PATIENCE_SECONDS) {
    await meanwhile(secondsSoFar())
    const me = await person.get('/me')
    asks += 1
    if (me.status !== 200) {
      const outAfterSeconds = Math.round(secondsSoFar() * 10) / 10
      world.shows(me, `Nobody is known, after ${outAfterSeconds} s.`)
      return { verdict: nearestEnd(world, outAfterSeconds), figures: { outAfterSeconds }, asks }
    }
    await world.wait(PAUSE_SECONDS)
  }
  return { verdict: 'no-end', figures: {}, asks }
}

/** By the limit that is nearest: tokens count whole seconds (contract rule 6), and a busy machine is late. */
function nearestEnd({ accessSeconds, idleSeconds, absoluteSeconds }: World, seconds: number): End {
  if (seconds < (accessSeconds + idleSeconds) / 2) return 'access-time'
  return seconds < (idleSeconds + absoluteSeconds) / 2 ? 'idle-time' : 'absolute-time'
}
