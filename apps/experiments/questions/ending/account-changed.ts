/** Ending a sign-in because the account changed: role, ban, password. */
import { type Experiment, experiment } from '../../experiment.ts'

export const endingAccountExperiments: readonly Experiment[] = [
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
      client: [
        'stale',
        'The role is in the cookie, as it was at sign-in, and is copied at each renewal.',
      ],
      server: [
        'stale',
        'The role is in the session, as it was at sign-in: a session by itself mends nothing.',
      ],
      'jwt-account-check': ['at-once', 'The role is looked up for each request.'],
      'server-session-account-check': ['at-once', 'The role is looked up for each request.'],
      'jwt-account-check-on-renewal': ['on-renewal', 'It is looked up when the token is renewed.'],
    },
    advice:
      'Look the role up where it decides something. A role in a session is as old as one in a token.',
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
  experiment({
    id: 'ending.user-disabled',
    question: 'Is a user who was disabled out from the next request on?',
    claim: {
      text: 'With sessions a ban holds at once; a token lasts until it expires.',
      by: 'Slootweg (2016); redis.io',
    },
    references: ['ASVS 7.4.2'],
    steps: [
      'A user signs in.',
      'An administrator disables the account.',
      'The user asks who it is, and then makes a visit that renews the credential and asks again.',
    ],
    verdicts: {
      'at-once': 'the next request knows nobody',
      'on-renewal': 'the user is out after the next request that renews the credential',
      'still-in': 'the user stays',
    },
    control: { changed: 'The account is not disabled.', verdict: 'still-in' },
    expected: {
      client: ['still-in', 'Nobody asks the account.'],
      server: ['still-in', 'Nobody asks the account: the session says who it is.'],
      'jwt-account-check': ['at-once', 'The account is looked at for each request.'],
      'server-session-account-check': ['at-once', 'The account is looked at for each request.'],
      'jwt-account-check-on-renewal': ['on-renewal', 'Who changes nothing is not looked at.'],
      'jwt-refresh': ['still-in', 'For the rest of the access time; a refresh is refused.'],
    },
    surprise:
      'A session by itself does not end with the account: all three pure styles keep a disabled user until the sign-in ends. What ends it is a look at the account, in any style.',
    advice:
      'Look the account up, or end the sessions when you disable one. ASVS asks for it at level 1.',
    async run(world, { control }) {
      const user = await world.user()
      const owner = await world.signedIn('user', user)
      if (!control) await world.accounts.disable(user.username)
      const me = await owner.get('/me')
      world.shows(me, me.status === 200 ? 'The user is known.' : 'Nobody is known.')
      await owner.get('/')
      const after = await owner.get('/me')
      world.shows(after, after.status === 200 ? 'The user is known.' : 'Nobody is known.')
      if (me.status !== 200) return { verdict: 'at-once' }
      return { verdict: after.status === 200 ? 'still-in' : 'on-renewal' }
    },
  }),
]
