/** Ending a sign-in by time: idle, absolute, and how long a revocation takes to take hold. */
import { type Experiment, experiment, SHORT_TIMES } from '../../experiment.ts'

/** Tokens count whole seconds (contract rule 6), and a busy machine is late. */
const TOLERANCE_SECONDS = 1.5

export const endingTimeExperiments: readonly Experiment[] = [
  experiment({
    id: 'ending.sliding-without-limit',
    question: 'How long does a sign-in last whose holder keeps visiting?',
    claim: {
      text: 'A session that slides never ends; a token has its end built in.',
      by: 'common, for JWT',
    },
    references: ['ASVS 7.3.1', 'ASVS 7.3.2', 'contract rule 6'],
    steps: [
      'A thief has a copy of the cookies; the idle time is 4 s, the absolute time 8 s.',
      'The thief makes a visit every 0.5 s, and asks who it is.',
      'The first answer that knows nobody ends it.',
    ],
    verdicts: {
      'absolute-end': 'it ends at the absolute time, however busy',
      'idle-end': 'it ends at the idle time',
      'no-end': 'it had not ended 2 s after the absolute time',
      'early-end': 'it ends before the idle time',
    },
    control: {
      changed: 'The thief asks who it is, which renews nothing, and never visits.',
      verdict: 'idle-end',
      at: ['client', 'server'],
    },
    expected: {
      client: [
        'absolute-end',
        'The time of the sign-in is in the state, and each renewal copies it.',
      ],
      server: [
        'absolute-end',
        'The time of the sign-in is in the state, and each renewal copies it.',
      ],
      'server-session': [
        'absolute-end',
        'The plugin alone would slide for ever; the state knows better.',
      ],
      'jwt-refresh': [
        'early-end',
        'The access time is 2 s, and a visit does not make it longer; a refresh would (ending.thief-who-refreshes).',
      ],
    },
    advice:
      'Carry the time of the sign-in along with each renewal, and check it yourself: no library here does.',
    settings: SHORT_TIMES,
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const startedMs = performance.now()
      const thief = owner.copy('thief')
      const seconds = () => (performance.now() - startedMs) / 1000
      while (seconds() < world.absoluteSeconds + 2) {
        await world.wait(0.5)
        if (!control) await thief.get('/')
        const me = await thief.get('/me')
        if (me.status === 200) continue
        const endSeconds = Math.round(seconds() * 10) / 10
        world.shows(me, `Nobody is known, ${endSeconds} s after the sign-in.`)
        const isAt = (limit: number) => Math.abs(endSeconds - limit) <= TOLERANCE_SECONDS
        const figures = { endSeconds }
        if (isAt(world.absoluteSeconds)) return { verdict: 'absolute-end', figures }
        return { verdict: endSeconds < world.idleSeconds - 0.5 ? 'early-end' : 'idle-end', figures }
      }
      return { verdict: 'no-end' }
    },
  }),
]
