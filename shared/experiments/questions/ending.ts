/** Ending a sign-in: what it takes until a credential, or a copy of it, is worth nothing. */
import { type Experiment, experiment } from '../experiment.ts'

export const endingExperiments: readonly Experiment[] = [
  experiment({
    id: 'ending.replay-after-sign-out',
    question: 'Does a copy of the credential still sign in after its owner has signed out?',
    claim: {
      text: 'Individual tokens can not be invalidated.',
      by: 'Slootweg, "Stop using JWT for sessions" (2016); redis.io; OWASP; Django, signed cookies',
    },
    references: ['ASVS 7.4.1', 'contract Capabilities: revoke'],
    steps: [
      'The owner signs in.',
      'A thief copies the cookies.',
      'The owner signs out.',
      'The thief asks who it is.',
    ],
    verdicts: { 'still-in': 'the copy still signs in', out: 'the copy is dead' },
    control: { changed: 'The owner does not sign out.', verdict: 'still-in' },
    expected: {
      jwt: ['still-in', 'Nothing on the server knows of the token, so nothing can end it.'],
      'cookie-session': ['still-in', 'The cookie is the whole state; only the browser drops it.'],
      'server-session': ['out', 'Sign-out deletes the state, and the id leads nowhere.'],
      'jwt-denylist': ['out', 'The sign-in id is on the list, which each request asks.'],
      'cookie-session-denylist': ['out', 'The sign-in id is on the list, which each request asks.'],
      'jwt-refresh': ['still-in', 'The family ends at once, the access time does not.'],
    },
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const thief = owner.copy('thief')
      if (!control) world.shows(await owner.signOut(), 'The owner signs out.')
      const me = await thief.get('/me')
      const isIn = me.status === 200
      world.shows(me, isIn ? 'The copy still signs in.' : 'The copy is dead.')
      return { verdict: isIn ? 'still-in' : 'out' }
    },
  }),
]
