/** Ending a sign-in: what it takes until a credential, or a copy of it, is worth nothing. */
import { type Experiment, experiment } from '../../experiment.ts'
import { beginSlowly } from '../../steps/slow-request.ts'

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
      client: ['still-in', 'Nothing on the server knows of the credential, so nothing can end it.'],
      server: ['out', 'Sign-out deletes the state, and the id leads nowhere.'],
      'jwt-denylist': ['out', 'The sign-in id is on the list, which each request asks.'],
      'cookie-session-denylist': ['out', 'The sign-in id is on the list, which each request asks.'],
      'jwt-refresh': ['still-in', 'The family ends at once, the access time does not.'],
    },
    advice:
      'Where a copy must die with the sign-out, something has to be asked on each request: a session store, or a denylist.',
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
  experiment({
    id: 'ending.slow-request-brings-back',
    question: 'Does a slow request, answered after the sign-out, sign the browser in again?',
    claim: {
      text: 'A session that is saved at the end of a request comes back after a sign-out.',
      by: 'express#632; connect-redis#328',
    },
    references: ['ASVS 7.4.1', 'ASVS 15.4.2', 'contract rule 13'],
    steps: [
      'The owner signs in, and begins to save a note: half of the request is sent.',
      'The owner signs out in another tab.',
      'The other half is sent, and the browser takes what the answer sets.',
      'The browser asks who it is.',
    ],
    verdicts: {
      'brought-back': 'the browser is signed in again',
      'stays-out': 'the browser stays signed out',
    },
    control: { changed: 'The owner does not sign out.', verdict: 'brought-back' },
    expected: {
      client: [
        'brought-back',
        'The slow answer sets a fresh cookie with the old state, which nothing speaks against.',
      ],
      server: ['stays-out', 'Before it saves, it looks whether the sign-in is still in the index.'],
      'jwt-denylist': ['stays-out', 'The fresh token has the same sign-in id, which is listed.'],
      'cookie-session-denylist': [
        'stays-out',
        'The fresh cookie has the same sign-in id, which is listed.',
      ],
    },
    advice:
      'Check once more, when the answer goes out, whether the sign-in still lives; a style that keeps nothing has nowhere to look.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const slow = await beginSlowly(owner, 'PUT', '/notes/slow', { text: 'saved late' })
      world.event('Half of a request to save a note is sent.')
      if (!control) world.shows(await owner.signOut(), 'The owner signs out in another tab.')
      world.shows(await slow.end(), 'The other half is sent, and this is the answer.')
      const me = await owner.get('/me')
      const isIn = me.status === 200
      world.shows(me, isIn ? 'The browser is signed in.' : 'The browser is signed out.')
      return { verdict: isIn ? 'brought-back' : 'stays-out' }
    },
  }),
]
