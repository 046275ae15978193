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
  experiment({
    id: 'ending.role-changed',
    question: 'Does a new role hold from the next request on?',
    claim: {
      text: 'Data in a token goes stale; with a session it does not.',
      by: 'Slootweg (2016); redis.io',
    },
    references: ['ASVS 8.3.2'],
    steps: [
      'An administrator signs in.',
      "The role in the accounts' database becomes member.",
      'The former administrator asks for the role, and then makes a visit that renews the credential.',
    ],
    verdicts: {
      'at-once': 'the next request has the new role',
      'on-renewal': 'the next request that renews the credential has it',
      stale: 'both still have the old one',
    },
    control: { changed: 'The role is changed before the sign-in.', verdict: 'at-once' },
    expected: {
      jwt: [
        'stale',
        'The role is in the token, as it was at sign-in, and is copied at each renewal.',
      ],
      'cookie-session': ['stale', 'The role is in the cookie, as it was at sign-in.'],
      'server-session': [
        'stale',
        'The role is in the session, as it was at sign-in: a session by itself mends nothing.',
      ],
      'jwt-account-check': ['at-once', 'The role is looked up for each request.'],
      'server-session-account-check': ['at-once', 'The role is looked up for each request.'],
      'jwt-account-check-on-renewal': ['on-renewal', 'It is looked up when the token is renewed.'],
    },
    async run(world, { control }) {
      const user = await world.user('admin')
      if (control) await world.accounts.changeRole(user.username, 'member')
      const owner = await world.signedIn('owner', user)
      if (!control) await world.accounts.changeRole(user.username, 'member')
      const me = await owner.get('/me')
      const visit = await owner.get('/')
      const [now, renewed] = [me, visit].map((each) => {
        const { role } = (each.member('user') ?? {}) as { role?: string }
        world.shows(each, `The role is ${role}.`)
        return role
      })
      if (now === 'member') return { verdict: 'at-once' }
      return { verdict: renewed === 'member' ? 'on-renewal' : 'stale' }
    },
  }),
]
