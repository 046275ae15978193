/** Ending a sign-in: what a second, long-lived credential adds. */
import { type Experiment, experiment } from '../../experiment.ts'

const NONE = '501: there is no second credential.'

export const endingRefreshExperiments: readonly Experiment[] = [
  experiment({
    id: 'ending.refresh-token-stolen',
    question: 'Is the theft of a refresh token noticed?',
    claim: {
      text: 'Rotation shows a theft: the token comes a second time.',
      by: 'RFC 9700 4.14.2; Auth0, on refresh token rotation',
    },
    references: ['RFC 9700 4.14.2', 'contract POST /refresh'],
    steps: [
      'The owner signs in, and a thief copies all cookies.',
      'The thief refreshes, and then the owner does.',
      'The thief tries to refresh once more.',
    ],
    verdicts: {
      noticed: 'the owner’s old token ends the sign-in, and the thief’s newest is worth nothing',
      unnoticed: 'the thief goes on',
      'no-refresh': 'there is nothing to refresh',
    },
    control: { changed: 'The owner does not refresh.', verdict: 'unnoticed', at: ['jwt-refresh'] },
    expected: {
      client: ['no-refresh', NONE],
      server: ['no-refresh', NONE],
      'jwt-refresh': ['noticed', 'The owner’s token is used a second time, and the family ends.'],
    },
    advice:
      'It is noticed when the owner comes back, not before: until then the thief refreshes. Nobody is told who of the two was the thief.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const thief = owner.copy('thief')
      const stolen = await thief.post('/refresh')
      world.shows(stolen, stolen.status === 204 ? 'The thief refreshes.' : 'There is no refresh.')
      if (stolen.status === 501) return { verdict: 'no-refresh' }
      if (!control) world.shows(await owner.post('/refresh'), 'The owner comes with the old token.')
      const again = await thief.post('/refresh')
      world.shows(
        again,
        again.status === 204 ? 'The thief goes on.' : 'The thief refreshes no more.',
      )
      const me = await thief.get('/me')
      world.shows(me, me.status === 200 ? 'For the access time the thief is in.' : 'And is nobody.')
      return { verdict: again.status === 204 ? 'unnoticed' : 'noticed' }
    },
  }),
  experiment({
    id: 'ending.two-tabs-refresh',
    question: 'Are two tabs that refresh at the same moment taken for thieves?',
    claim: {
      text: 'Reuse detection signs people out who have two tabs.',
      by: 'common, against rotation',
    },
    references: ['RFC 9700 4.14.2'],
    steps: [
      'The owner signs in.',
      'Two tabs of the same browser refresh at once.',
      'The owner asks who it is, and refreshes again.',
    ],
    verdicts: {
      'signed-in': 'both are answered, and the owner stays',
      'signed-out': 'the owner is taken for a thief',
      'no-refresh': 'there is nothing to refresh',
    },
    control: {
      changed: 'The second tab comes with the old token after the first was answered.',
      verdict: 'signed-out',
      at: ['jwt-refresh'],
    },
    expected: {
      client: ['no-refresh', NONE],
      server: ['no-refresh', NONE],
      'jwt-refresh': [
        'signed-in',
        'Who looked at the family before it was rotated is no thief, and gets an access token too.',
      ],
    },
    advice:
      'Decide by what the server had seen when a request came, not by some seconds of grace, which a thief has as well.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const tab = control ? owner.copy('second tab') : owner
      const first = owner.post('/refresh')
      if (control) await first
      const [one, two] = await Promise.all([first, tab.post('/refresh')])
      for (const each of [one, two]) {
        world.shows(each, each.status === 204 ? 'It gets an access token.' : 'It gets none.')
      }
      if (one.status === 501) return { verdict: 'no-refresh' }
      const later = await owner.post('/refresh')
      world.shows(later, later.status === 204 ? 'The owner stays.' : 'The owner is out.')
      const isFine = [one, two, later].every(({ status }) => status === 204)
      return { verdict: isFine ? 'signed-in' : 'signed-out' }
    },
  }),
]
