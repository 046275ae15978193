/** Ending a sign-in by time: the thief who only reads, and the copy that was put aside. */
import { COLUMNS, type ColumnId } from '../../columns.ts'
import { type Experiment, experiment, SHORT_TIMES } from '../../experiment.ts'
import { ENDS, untilOut } from '../../steps/until-out.ts'

const EXCEPT_REFRESH: readonly ColumnId[] = COLUMNS.map(({ id }) => id).filter(
  (id) => id !== 'jwt-refresh',
)
const OWN_END =
  'The idle time since the copy was made: it has its own end in it, which only the thief could renew.'
const WITHIN_ACCESS = 'The access time: a copy of the access token alone can not be refreshed.'

export const endingReadingExperiments: readonly Experiment[] = [
  experiment({
    id: 'ending.reader-while-owner-visits',
    question: 'How long does a thief stay who only reads, while the owner goes on visiting?',
    claim: {
      text: 'A stolen token is good until it expires; a session is the safer thing to have stolen.',
      by: 'Slootweg (2016); redis.io',
    },
    references: ['ASVS 7.3.1', 'ASVS 7.3.2', 'contract rule 6'],
    steps: [
      'The owner signs in, and a thief copies the cookies; idle time 4 s, absolute time 8 s, access time 2 s.',
      'The owner visits every 0.3 s, which renews the owner’s credential.',
      'The thief asks who it is, which renews nothing, until nobody is known.',
    ],
    verdicts: ENDS,
    control: { changed: 'The owner never comes back.', verdict: 'idle-time', at: EXCEPT_REFRESH },
    expected: {
      client: ['idle-time', OWN_END],
      server: [
        'absolute-time',
        'Absolute time minus the age of the sign-in: both have the same state, and the owner’s visits renew it for the thief.',
      ],
      'jwt-refresh': ['access-time', WITHIN_ACCESS],
    },
    surprise:
      'Here the session is the one that serves the thief longer: a copied token dies of its own idle time, a copied session id lives as long as its owner is busy.',
    advice:
      'The idle time does not protect a session from a silent copy. A new id from time to time would.',
    settings: SHORT_TIMES,
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const thief = owner.copy('thief')
      const { verdict, figures } = await untilOut(world, thief, async () => {
        if (!control) await owner.get('/')
      })
      return { verdict, figures }
    },
  }),
  experiment({
    id: 'ending.reader-after-disabling',
    question: 'How long does a user stay who only reads, after the account was disabled?',
    claim: {
      text: 'To look at the account when a token is renewed is enough, as short-lived tokens are renewed often.',
      by: 'common, for JWT',
    },
    references: ['ASVS 7.4.2'],
    steps: [
      'A user signs in; idle time 4 s, absolute time 8 s, access time 2 s.',
      'An administrator disables the account.',
      'The user asks who it is, which renews nothing, until nobody is known.',
    ],
    verdicts: { 'at-once': 'out with the next request', ...ENDS },
    control: {
      changed: 'The account is not disabled.',
      verdict: 'idle-time',
      at: EXCEPT_REFRESH,
    },
    expected: {
      client: ['idle-time', 'The idle time since the last renewal; nobody asks the account.'],
      server: ['idle-time', 'The idle time since the last renewal, as without the ban.'],
      'jwt-account-check': ['at-once', '0: the account is looked at for each request.'],
      'server-session-account-check': ['at-once', '0: the account is looked at for each request.'],
      'jwt-account-check-on-renewal': [
        'idle-time',
        'The idle time since the last renewal: it helps only against who renews, and a reader needs none.',
      ],
      'jwt-refresh': [
        'access-time',
        'The access time: reading needs a token too, and it is short.',
      ],
    },
    advice:
      'A look on renewal is worth as much as the time after which a renewal is forced. With a short access time that is little; without one it is the idle time.',
    settings: SHORT_TIMES,
    async run(world, { control }) {
      const user = await world.user()
      const reader = await world.signedIn('user', user)
      if (!control) await world.accounts.disable(user.username)
      const { asks, verdict, figures } = await untilOut(world, reader)
      return { verdict: asks === 1 ? 'at-once' : verdict, figures }
    },
  }),
  experiment({
    id: 'ending.copy-put-aside',
    question: 'Is a copy good after its cookie has expired in the browser?',
    claim: {
      text: 'The expiry of a signed cookie is for the browser alone: the server takes it for ever.',
      by: 'cookie-session README, on replay; Django, signed cookies',
    },
    references: ['ASVS 7.3.1', 'RFC 6265bis 5.6.2', 'contract rule 6'],
    steps: [
      'The owner signs in and makes a visit; a thief writes the Cookie header down.',
      'The idle time of 4 s goes by, and 1.2 s more, in which nobody comes.',
      'The thief sends the header as it was written down: who is it, and how many visits have been made?',
    ],
    verdicts: {
      dead: 'nobody is known, and the visits begin at 1',
      'visits-back': 'nobody is known, but the visits go on where they were',
      'signs-in': 'the header still signs in',
    },
    control: { changed: 'No time goes by.', verdict: 'signs-in' },
    expected: {
      client: ['dead', 'The end is in the credential, and is looked at.'],
      server: ['dead', 'The end is in the state, and is looked at.'],
      'cookie-session': [
        'dead',
        'The library would take it; the end is in the state as well, and the server looks at it.',
      ],
      'jwt-refresh': ['dead', 'The access time was over before, and now the state is too.'],
    },
    surprise:
      'The claim is true of the library and not of what is built on it: with one time in the state, a cookie ends as a token does. Nothing tells the styles apart here.',
    advice: 'Write the end into the state. Max-Age is a request to the browser.',
    settings: SHORT_TIMES,
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      await owner.get('/')
      const thief = world.visitor('thief')
      const header = owner.jar.header(`${world.origin.origin}/me`) ?? ''
      if (!control) await world.wait(world.idleSeconds + 1.2)
      const me = await thief.get('/me', { cookies: { header } })
      world.shows(me, me.status === 200 ? 'The header signs in.' : 'Nobody is known.')
      if (me.status === 200) return { verdict: 'signs-in' }
      const visit = await thief.get('/', { cookies: { header } })
      const visits = Number(visit.member('visits'))
      world.shows(visit, `The visits are at ${visits}.`)
      return { verdict: visits > 1 ? 'visits-back' : 'dead', figures: { visits } }
    },
  }),
]
