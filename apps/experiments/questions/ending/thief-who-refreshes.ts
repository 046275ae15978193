/** Ending a sign-in: the thief who took the long-lived credential as well. */
import { type Experiment, experiment, SHORT_TIMES } from '../../experiment.ts'
import { ENDS, untilOut } from '../../steps/until-out.ts'

const UNTIL_THE_END =
  'Absolute time minus the age of the sign-in: each visit renews what the thief has.'

const REFRESHED: Readonly<Record<number, string>> = {
  204: 'The thief refreshes.',
  401: 'The thief can not refresh any more.',
  501: 'There is no refresh.',
}

export const endingRefreshingExperiments: readonly Experiment[] = [
  experiment({
    id: 'ending.thief-who-refreshes',
    question: 'How long does a thief stay who took the refresh token too, while the owner is away?',
    claim: {
      text: 'Short-lived access tokens limit what a theft is worth; rotation limits the refresh token.',
      by: 'RFC 9700 4.14.2; Auth0, on refresh token rotation',
    },
    references: ['RFC 9700 4.14.2', 'ASVS 7.3.2', 'contract POST /refresh'],
    steps: [
      'The owner signs in, and a thief copies all cookies; idle time 4 s, absolute time 8 s, access time 2 s.',
      'The owner does not come back.',
      'The thief refreshes where there is a refresh, visits and asks who it is, every 0.3 s, until nobody is known.',
    ],
    verdicts: ENDS,
    control: {
      changed: 'The owner refreshes once, right after the thief.',
      verdict: 'access-time',
      at: ['jwt-refresh'],
    },
    expected: {
      client: ['absolute-time', UNTIL_THE_END],
      server: ['absolute-time', UNTIL_THE_END],
      'jwt-refresh': [
        'absolute-time',
        'Absolute time minus the age of the sign-in: the thief has the only chain of refresh tokens that goes on.',
      ],
    },
    surprise:
      'Rotation by itself limits nothing: as long as the owner stays away, a thief with the refresh token is signed in as long as one with a plain cookie, in any style. What notices the theft is the owner’s next refresh.',
    advice:
      'The absolute time is what ends this thief; choose it as if there were no rotation. Short access times help where only the access token leaks.',
    settings: SHORT_TIMES,
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const thief = owner.copy('thief')
      let hasRefresh = true
      let isFirst = true
      const { verdict, figures } = await untilOut(world, thief, async () => {
        if (hasRefresh) {
          const refresh = await thief.post('/refresh')
          hasRefresh = refresh.status === 204
          if (isFirst || !hasRefresh) world.shows(refresh, REFRESHED[refresh.status] ?? '')
        }
        if (control && isFirst) {
          world.shows(await owner.post('/refresh'), 'The owner comes with the old refresh token.')
        }
        isFirst = false
        await thief.get('/')
      })
      return { verdict, figures }
    },
  }),
]
