/** How long it takes until a revocation takes hold, with a thief who keeps visiting. */
import type { ColumnId, PureId } from '../columns.ts'
import { type Expectation, type Experiment, experiment, SHORT_TIMES } from '../experiment.ts'
import type { Person } from '../person.ts'
import type { World } from '../world.ts'

/** Tokens count whole seconds (contract rule 6), and a busy machine is late. */
const TOLERANCE_SECONDS = 1.5
const ACCESS_SECONDS = Number(SHORT_TIMES.ACCESS_SECONDS)

const VERDICTS = {
  'at-once': 'with the next request',
  'access-time': 'within the access time of 1 s',
  later: 'later than that, and before the absolute time',
  'absolute-time': 'at the absolute time of the sign-in, however busy the thief is',
  never: 'not within the absolute time',
} as const
type Word = keyof typeof VERDICTS

const UNTIL_THE_END =
  'Absolute time minus the age of the sign-in: a thief who visits is renewed until then.'
const AT_ONCE = '0: the next request is asked for.'
const WITHIN_ACCESS = 'At most the access time: a refresh is refused.'

type Expected = Readonly<Record<PureId, Expectation<Word>>> &
  Readonly<Partial<Record<ColumnId, Expectation<Word>>>>

const PURE_NEVER: Readonly<Record<PureId, Expectation<Word>>> = {
  jwt: ['absolute-time', UNTIL_THE_END],
  'cookie-session': ['absolute-time', UNTIL_THE_END],
  'server-session': ['absolute-time', UNTIL_THE_END],
}
const ACCOUNT_CHECKED = {
  'jwt-account-check': ['at-once', AT_ONCE],
  'server-session-account-check': ['at-once', AT_ONCE],
  'jwt-account-check-on-renewal': [
    'at-once',
    '0 for a thief who visits; else the idle time since the last renewal.',
  ],
} as const

interface Revocation {
  readonly id: string
  readonly question: string
  readonly references: string[]
  readonly step: string
  readonly expected: Expected
  /** Columns where it holds before the end, so that leaving it out shows. */
  readonly endsAt: readonly ColumnId[]
}

/** One experiment for each thing that is meant to end a sign-in, or what it may do. */
function timeUntil(
  what: Revocation,
  revoke: (
    world: World,
    owner: Person,
    user: { username: string; password: string },
  ) => Promise<void>,
  /** Whether the thief has lost what was to be taken away. */
  isOver: (me: Awaited<ReturnType<Person['get']>>) => boolean = ({ status }) => status !== 200,
): Experiment {
  return experiment({
    id: `ending.time-until-${what.id}`,
    question: what.question,
    claim: {
      text: 'A token lasts until it expires; a session ends at once.',
      by: 'Slootweg (2016); redis.io; OWASP',
    },
    references: what.references,
    steps: [
      'The owner signs in, and a thief copies the cookies; idle time 3 s, absolute time 8 s, access time 1 s.',
      what.step,
      'The thief makes a visit every 0.4 s and asks who it is, until it shows.',
    ],
    verdicts: VERDICTS,
    control: {
      changed: 'It is not done.',
      verdict: 'absolute-time',
      at: what.endsAt,
    },
    expected: what.expected,
    advice:
      'Choose the longest time for which a thief may stay, and then the style or the remedy whose formula keeps it.',
    settings: SHORT_TIMES,
    async run(world, { control }) {
      const user = await world.user('admin')
      const owner = await world.signedIn('owner', user)
      const signedInMs = performance.now()
      const thief = owner.copy('thief')
      if (!control) await revoke(world, owner, user)
      const revokedMs = performance.now()
      const since = (ms: number) => (performance.now() - ms) / 1000
      for (let asks = 1; since(signedInMs) < world.absoluteSeconds + 2; asks += 1) {
        await thief.get('/')
        const me = await thief.get('/me')
        if (isOver(me)) {
          const seconds = Math.round(since(revokedMs) * 10) / 10
          world.shows(me, `It shows ${seconds} s afterwards.`)
          const figures = { revokedAfterSeconds: seconds }
          if (Math.abs(since(signedInMs) - world.absoluteSeconds) <= TOLERANCE_SECONDS) {
            return { verdict: 'absolute-time', figures }
          }
          if (asks === 1) return { verdict: 'at-once', figures }
          const isWithinAccess = seconds <= ACCESS_SECONDS + TOLERANCE_SECONDS
          return { verdict: isWithinAccess ? 'access-time' : 'later', figures }
        }
        await world.wait(0.4)
      }
      return { verdict: 'never' }
    },
  })
}

export const endingRevocationExperiments: readonly Experiment[] = [
  timeUntil(
    {
      id: 'sign-out-holds',
      question: 'How long does a thief stay after the owner has signed out?',
      references: ['ASVS 7.4.1'],
      step: 'The owner signs out.',
      endsAt: ['server-session', 'jwt-denylist'],
      expected: {
        jwt: ['absolute-time', UNTIL_THE_END],
        'cookie-session': ['absolute-time', UNTIL_THE_END],
        'server-session': ['at-once', '0: the state is gone.'],
        'jwt-denylist': ['at-once', AT_ONCE],
        'cookie-session-denylist': ['at-once', AT_ONCE],
        'jwt-account-check': [
          'absolute-time',
          `${UNTIL_THE_END} An account does not know of sign-outs.`,
        ],
        'jwt-refresh': ['access-time', WITHIN_ACCESS],
      },
    },
    async (world, owner) => world.shows(await owner.signOut(), 'The owner signs out.'),
  ),
  timeUntil(
    {
      id: 'password-holds',
      question: 'How long does a thief stay after the owner has changed the password?',
      references: ['ASVS 7.4.3'],
      step: 'The owner changes the password.',
      endsAt: ['server-session', 'jwt-account-check'],
      expected: {
        jwt: ['absolute-time', UNTIL_THE_END],
        'cookie-session': ['absolute-time', UNTIL_THE_END],
        'server-session': ['at-once', '0: the states are gone.'],
        'jwt-denylist': ['at-once', AT_ONCE],
        'cookie-session-denylist': ['at-once', AT_ONCE],
        ...ACCOUNT_CHECKED,
        'jwt-refresh': ['access-time', WITHIN_ACCESS],
      },
    },
    async (world, owner, { password }) => {
      const json = { currentPassword: password, newPassword: 'a new and longer one' }
      world.shows(await owner.post('/password', { json }), 'The password is another.')
    },
  ),
  timeUntil(
    {
      id: 'disabling-holds',
      question: 'How long does a user stay whose account was disabled?',
      references: ['ASVS 7.4.2'],
      step: 'An administrator disables the account.',
      endsAt: ['jwt-account-check', 'server-session-account-check'],
      expected: {
        ...PURE_NEVER,
        ...ACCOUNT_CHECKED,
        'jwt-denylist': ['absolute-time', `${UNTIL_THE_END} Nobody signed out.`],
        'jwt-refresh': ['access-time', WITHIN_ACCESS],
      },
    },
    (world, _owner, { username }) => world.accounts.disable(username),
  ),
  timeUntil(
    {
      id: 'role-holds',
      question: 'How long does an administrator stay one who is none any more?',
      references: ['ASVS 8.3.2'],
      step: 'The role in the accounts’ database becomes member.',
      endsAt: ['jwt-account-check', 'server-session-account-check'],
      expected: {
        ...PURE_NEVER,
        ...ACCOUNT_CHECKED,
        'jwt-refresh': ['access-time', 'At most the access time: a refresh looks the role up.'],
      },
    },
    (world, _owner, { username }) => world.accounts.changeRole(username, 'member'),
    (me) => (me.member('user') as { role?: string } | undefined)?.role !== 'admin',
  ),
]
