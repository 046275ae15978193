/** Reach: who else can use a credential, and from where. */
import { type Experiment, experiment } from '../../experiment.ts'

export const reachExperiments: readonly Experiment[] = [
  experiment({
    id: 'reach.no-cookie-jar',
    question: 'Can a program without a cookie jar stay signed in?',
    claim: { text: 'For APIs and mobile apps it has to be a token.', by: 'common, for JWT' },
    references: ['RFC 6750 2.1', 'contract rule 3'],
    steps: [
      'A program signs in and asks for a bearer token.',
      'It sends what it got in Authorization, and keeps no cookie.',
    ],
    verdicts: { 'bearer-works': 'it is signed in', refused: 'no token is to be had' },
    control: { changed: 'It sends no Authorization.', verdict: 'refused', at: ['bearer'] },
    expected: {
      client: ['refused', 'The state travels in a cookie, and nowhere else.'],
      server: ['refused', 'The id travels in a cookie, and nowhere else.'],
      bearer: ['bearer-works', 'The token is the credential, however it is carried.'],
    },
    advice: 'A bearer token for programs, a cookie for browsers: one server can offer both.',
    async run(world, { control }) {
      const program = world.visitor('program')
      const user = await world.user()
      const json = { ...user, carrier: 'bearer' }
      const login = await program.post('/login', { json, cookies: 'none' })
      const token = login.member('token')
      world.shows(login, typeof token === 'string' ? 'It gets a token.' : 'There is no token.')
      const bearer = typeof token === 'string' && !control ? { bearer: token } : {}
      const me = await program.get('/me', { cookies: 'none', ...bearer })
      world.shows(me, me.status === 200 ? 'It is signed in.' : 'It is nobody.')
      return { verdict: me.status === 200 ? 'bearer-works' : 'refused' }
    },
  }),
]
