/** Faults: what still works when something that a server needs is gone. */
import { type Experiment, experiment } from '../experiment.ts'

export const faultsExperiments: readonly Experiment[] = [
  experiment({
    id: 'faults.store-down',
    question: 'Who is still known while the store of states is down?',
    claim: { text: 'With sessions, a dead store is a dead site.', by: 'Auth0; redis.io' },
    references: ['ASVS 16.5.3', 'contract rule 12'],
    steps: [
      'The owner signs in.',
      'The store is stopped.',
      'Who is it?',
      'The store is started again.',
      'Who is it?',
    ],
    verdicts: {
      'goes-on': 'the owner is known all the time',
      'pauses-plainly': '503 while it is down, known again afterwards',
      'loses-sign-ins': 'the sign-in is gone afterwards',
    },
    control: { changed: 'The store is not stopped.', verdict: 'goes-on' },
    expected: {
      jwt: ['goes-on', 'There is no store of states.'],
      'cookie-session': ['goes-on', 'There is no store of states.'],
      'server-session': [
        'goes-on',
        'The store is the process itself: it goes down with the server.',
      ],
      'server-session-redis': [
        'pauses-plainly',
        'Without the store nobody can be known: 503, and no false sign-out.',
      ],
    },
    advice:
      'Answer 503 at once and say so in /health/ready; never take a store that is away for a visitor who is unknown.',
    needs: ['stop-store'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      if (!control) await world.stopStore()
      const during = await owner.get('/me')
      world.shows(during, during.status === 200 ? 'The owner is known.' : 'Nobody can be known.')
      if (!control) await world.startStore()
      let after = await owner.get('/me')
      // It connects again by itself, a moment later (contract rule 12).
      for (let tries = 0; after.status === 503 && tries < 50; tries += 1) {
        await world.wait(0.1)
        after = await owner.get('/me')
      }
      world.shows(after, after.status === 200 ? 'The owner is known.' : 'The sign-in is gone.')
      if (after.status !== 200) return { verdict: 'loses-sign-ins' }
      return { verdict: during.status === 503 ? 'pauses-plainly' : 'goes-on' }
    },
  }),
]
