/**
 * How long it takes until something holds that ends a sign-in, or changes what it may do: a number for each
 * column, the longer of two thieves' times, one busy and one quiet.
 */
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import type { Credentials } from '../../../shared/visitor/visitor.ts'
import { type Expected, type Experiment, experiment, SHORT_TIMES } from '../experiment.ts'
import type { Person } from '../person.ts'
import type { World } from '../world.ts'

const ASK_EVERY_SECONDS = 0.5
/** How often it is begun, on a machine too busy to ask in time. */
const MOST_BEGINNINGS = 5

const VERDICTS = {
  'at-once': 'with the next request',
  'within-access-time': 'when the access time is over',
  'at-idle-end': 'when the copy has idled out',
  'at-absolute-end': 'with the absolute time of the sign-in',
  never: 'not within the absolute time',
} as const
type TimeWord = keyof typeof VERDICTS

const FORMULAS = {
  'at-once': '0',
  'within-access-time': 'access − age of the credential',
  'at-idle-end': 'idle − time since the last renewal',
  'at-absolute-end': 'absolute − age of the sign-in',
} as const

interface Event {
  readonly id: string
  readonly question: string
  readonly references: readonly string[]
  readonly step: string
  readonly expected: Expected<TimeWord>
  readonly surprise?: string
  happens(world: World, owner: Person, user: Credentials): Promise<void>
  /** Whether this answer of `GET /me` shows that it holds. */
  holds(me: Exchange): boolean
}

export function timeUntil({ happens, holds, surprise, ...what }: Event): Experiment {
  return experiment({
    id: `ending.time-until-${what.id}`,
    question: what.question,
    claim: {
      text: 'A token lasts until it expires; a session ends at once.',
      by: 'Slootweg (2016); redis.io; OWASP',
    },
    references: what.references,
    steps: [
      'The owner signs in, and two thieves copy the cookies; idle time 4 s, absolute time 8 s, access time 2 s.',
      what.step,
      'Every 0.5 s the busy thief makes a visit, refreshes where that no longer signs in, and asks who it is.',
      'As often the quiet thief asks who it is, and does nothing that renews.',
      'The thief who stays longer counts.',
    ],
    verdicts: VERDICTS,
    formulas: FORMULAS,
    control: { changed: 'It does not happen.', verdict: 'at-absolute-end' },
    expected: what.expected,
    ...(surprise !== undefined && { surprise }),
    advice:
      'Choose the longest time for which a thief may stay, and then the style or the remedy whose formula keeps it.',
    settings: SHORT_TIMES,
    async run(world, { control }) {
      const { busyThief, quietThief, signedInMs } = await begin(
        world,
        control ? undefined : happens,
      )
      const sinceMs = performance.now()
      const [busy, quiet] = await Promise.all([
        untilLost(world, signedInMs, () => visitToStay(busyThief), holds),
        untilLost(world, signedInMs, () => quietThief.get('/me'), holds),
      ])
      const last = busy.lostMs > quiet.lostMs ? busy : quiet
      const after = ({ lostMs }: Lost) => Math.round((lostMs - sinceMs) / 100) / 10
      return {
        verdict: longest(busy.word, quiet.word),
        figures: {
          revokedAfterSeconds: after(last),
          busyThiefSeconds: after(busy),
          quietThiefSeconds: after(quiet),
        },
      }
    },
  })
}

/** A sign-in, two copies, and what happens then: in time to ask before the access time is over by itself. */
async function begin(world: World, happens: Event['happens'] | undefined) {
  for (let beginnings = 1; ; beginnings += 1) {
    const user = await world.user('admin')
    const startedMs = performance.now()
    const owner = await world.signedIn('owner', user)
    const busyThief = owner.copy('busy thief')
    const quietThief = owner.copy('quiet thief')
    const signedInMs = performance.now()
    await happens?.(world, owner, user)
    const isInTime = performance.now() - startedMs < (world.accessSeconds * 1000) / 2
    if (isInTime) return { busyThief, quietThief, signedInMs }
    world.given(beginnings < MOST_BEGINNINGS, 'beginning within half of the access time')
    world.event('That took too long to tell at once from soon: once more, with another user.')
  }
}

interface Lost {
  readonly word: TimeWord
  /** As of `performance.now()`. */
  readonly lostMs: number
}

/** Asks until it holds, and says which end that was: the nearest to the time between the last two answers. */
async function untilLost(
  world: World,
  signedInMs: number,
  ask: () => Promise<Exchange>,
  holds: Event['holds'],
): Promise<Lost> {
  const ends: [TimeWord, seconds: number][] = [
    ['within-access-time', world.accessSeconds],
    ['at-idle-end', world.idleSeconds],
    ['at-absolute-end', world.absoluteSeconds],
  ]
  const ageSeconds = () => (performance.now() - signedInMs) / 1000
  let lastSeconds: number | undefined
  while ((lastSeconds ?? 0) < world.absoluteSeconds + 2) {
    const me = await ask()
    const lostMs = performance.now()
    const seconds = ageSeconds()
    if (holds(me)) {
      world.shows(me, `It holds, ${seconds.toFixed(1)} s after the sign-in.`)
      if (lastSeconds === undefined) {
        world.given(seconds < world.accessSeconds, 'first answer within the access time')
        return { word: 'at-once', lostMs }
      }
      const between = (lastSeconds + seconds) / 2
      const [nearest] = ends.toSorted(
        ([, a], [, b]) => Math.abs(a - between) - Math.abs(b - between),
      )
      return { word: nearest?.[0] ?? 'never', lostMs }
    }
    if (lastSeconds === undefined) world.shows(me, 'At first it does not hold.')
    lastSeconds = seconds
    await world.wait(ASK_EVERY_SECONDS)
  }
  return { word: 'never', lostMs: performance.now() }
}

function longest(...words: readonly TimeWord[]): TimeWord {
  const order = Object.keys(VERDICTS) as TimeWord[]
  return words.reduce((a, b) => (order.indexOf(a) > order.indexOf(b) ? a : b))
}

/**
 * All that a holder of the cookies can do to stay: a visit, which renews, and a refresh where that no longer
 * signs in.
 * @returns who it is afterwards: the answer of `GET /me`
 */
async function visitToStay(holder: Person): Promise<Exchange> {
  await holder.get('/')
  const me = await holder.get('/me')
  if (me.status === 200) return me
  const refreshed = await holder.post('/refresh')
  return refreshed.status === 204 ? holder.get('/me') : me
}
