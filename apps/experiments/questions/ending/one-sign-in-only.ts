/** Ending a sign-in because there are too many of one user. */
import { type Experiment, experiment } from '../../experiment.ts'

export const endingLimitExperiments: readonly Experiment[] = [
  experiment({
    id: 'ending.one-sign-in-only',
    question: 'Can a user be held to one sign-in at a time?',
    claim: {
      text: 'The number of sessions can only be limited where sessions are kept.',
      by: 'ASVS 7.1.2; common, for sessions',
    },
    references: ['ASVS 7.1.2', 'contract GET /sessions, POST /logout/everywhere'],
    steps: [
      'A user signs in at two devices.',
      'The second ends every other sign-in: from the list; or, where there is none, by ending all and signing in again.',
      'Both ask who they are; and so does a thief with a copy of the second’s cookies as they are then.',
    ],
    verdicts: {
      'by-list': 'the first is out, and the second never noticed',
      'by-cut-off': 'the first is out, and the second had to sign in again',
      cannot: 'the first stays',
    },
    control: { changed: 'The second does not end anything.', verdict: 'cannot' },
    expected: {
      client: ['cannot', 'Nobody knows which credentials there are.'],
      server: ['by-list', 'The index has the user’s sign-ins, and each can be ended.'],
      'server-session-account-check': ['by-list', 'As without; the cut-off is not needed.'],
      'jwt-denylist': ['cannot', 'It would have to list an id that it has never seen.'],
      'cookie-session-denylist': ['cannot', 'It would have to list an id that it has never seen.'],
      'jwt-account-check': ['by-cut-off', 'A time for each user ends all that began before it.'],
      'jwt-account-check-on-renewal': ['cannot', 'It does not claim to end every sign-in.'],
      'jwt-refresh': ['cannot', 'It does not claim to end every sign-in.'],
    },
    advice:
      'What is limited is the number of sign-ins, not of browsers: a copied cookie is no second sign-in, and no limit finds it.',
    async run(world, { control }) {
      const user = await world.user()
      const first = await world.signedIn('first device', user)
      const second = await world.signedIn('second device', user)
      let isByList = false
      if (!control) {
        const list = await second.get('/sessions')
        isByList = list.status === 200
        world.shows(list, isByList ? 'There is a list.' : 'There is no list.')
        const sessions = (list.member('sessions') ?? []) as { id: string; current: boolean }[]
        for (const { id } of sessions.filter(({ current }) => !current)) {
          world.shows(await second.delete(`/sessions/${id}`), 'Another is ended.')
        }
        if (!isByList) {
          const json = { currentPassword: user.password }
          const ended = await second.post('/logout/everywhere', { json })
          world.shows(ended, ended.status === 204 ? 'All are ended.' : 'They can not be ended.')
          if (ended.status === 204) world.shows(await second.signIn(user), 'The second signs in.')
        }
      }
      const thief = second.copy('thief')
      const known = await Promise.all([first, second, thief].map((each) => each.get('/me')))
      for (const me of known) world.shows(me, me.status === 200 ? 'Still in.' : 'Out.')
      const [isFirstIn, isSecondIn, isThiefIn] = known.map(({ status }) => status === 200)
      world.given(isSecondIn === true, 'second device that is signed in')
      const figures = { browsersSignedInCount: known.filter(({ status }) => status === 200).length }
      world.event(isThiefIn ? 'The copy counts as no sign-in of its own.' : 'The copy is out.')
      if (isFirstIn) return { verdict: 'cannot', figures }
      return { verdict: isByList ? 'by-list' : 'by-cut-off', figures }
    },
  }),
]
