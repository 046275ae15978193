/** How long it takes until a revocation takes hold, event by event. */

import type { Experiment } from '../../experiment.ts'
import { setNewPassword } from '../../steps/new-password.ts'
import { timeUntil } from '../../steps/time-until.ts'

const NOBODY_ASKS = 'Nothing is asked, and a thief who visits is renewed to the end.'
const ID_IS_LISTED = 'The thieves have the owner’s own sign-in, whose id is put on the list.'
const ON_NO_LIST = 'Nobody signed out, so no id is on the list.'
const REFRESH_REFUSED = 'What was signed holds until then, and the refresh is refused.'

const ACCOUNT_CHECKED = {
  'jwt-account-check': ['at-once', 'Each request looks the account up.'],
  'server-session-account-check': ['at-once', 'Each request looks the account up.'],
  'jwt-account-check-on-renewal': [
    'at-idle-end',
    'The busy thief is out at once; the quiet one renews nothing, and is not looked at.',
  ],
} as const

const QUIET_THIEF =
  'A look at each renewal was expected to hold with the next visit. It does, but a thief need not visit: one who only reads is never looked at and stays until the copy has idled out.'

export const endingRevocationExperiments: readonly Experiment[] = [
  timeUntil({
    id: 'sign-out-holds',
    question: 'How long does a thief stay after the owner has signed out?',
    references: ['ASVS 7.4.1'],
    step: 'The owner signs out.',
    expected: {
      client: ['at-absolute-end', NOBODY_ASKS],
      server: ['at-once', 'The state is gone.'],
      'jwt-denylist': ['at-once', ID_IS_LISTED],
      'cookie-session-denylist': ['at-once', ID_IS_LISTED],
      'jwt-account-check': ['at-absolute-end', 'An account does not know of sign-outs.'],
      'jwt-account-check-on-renewal': ['at-absolute-end', 'An account does not know of sign-outs.'],
      'jwt-refresh': ['within-access-time', REFRESH_REFUSED],
      'cookie-session-encrypted': ['at-absolute-end', 'What nobody reads is replayed as well.'],
    },
    async happens(world, owner) {
      world.shows(await owner.signOut(), 'The owner signs out.')
    },
    holds: ({ status }) => status !== 200,
  }),
  timeUntil({
    id: 'password-holds',
    question: 'How long does a thief stay after the owner has changed the password?',
    references: ['ASVS 7.4.3'],
    step: 'The owner changes the password.',
    expected: {
      client: ['at-absolute-end', NOBODY_ASKS],
      server: ['at-once', 'The states of the user are gone.'],
      'jwt-denylist': ['at-once', ID_IS_LISTED],
      'cookie-session-denylist': ['at-once', ID_IS_LISTED],
      ...ACCOUNT_CHECKED,
      'jwt-refresh': ['within-access-time', REFRESH_REFUSED],
    },
    surprise: QUIET_THIEF,
    happens: setNewPassword,
    holds: ({ status }) => status !== 200,
  }),
  timeUntil({
    id: 'disabling-holds',
    question: 'How long does a user stay whose account was disabled?',
    references: ['ASVS 7.4.2'],
    step: 'An administrator disables the account.',
    expected: {
      client: ['at-absolute-end', NOBODY_ASKS],
      server: ['at-absolute-end', 'The state says who it is, and nobody asks the account.'],
      'jwt-denylist': ['at-absolute-end', ON_NO_LIST],
      'cookie-session-denylist': ['at-absolute-end', ON_NO_LIST],
      ...ACCOUNT_CHECKED,
      'jwt-refresh': ['within-access-time', REFRESH_REFUSED],
    },
    surprise: QUIET_THIEF,
    happens: (world, _owner, { username }) => world.accounts.disable(username),
    holds: ({ status }) => status !== 200,
  }),
  timeUntil({
    id: 'role-holds',
    question: 'How long does an administrator stay one who is none any more?',
    references: ['ASVS 8.3.2'],
    step: 'The role in the accounts’ database becomes member.',
    expected: {
      client: ['at-absolute-end', NOBODY_ASKS],
      server: ['at-absolute-end', 'The role is in the state, as it was at sign-in.'],
      'jwt-denylist': ['at-absolute-end', ON_NO_LIST],
      'cookie-session-denylist': ['at-absolute-end', ON_NO_LIST],
      ...ACCOUNT_CHECKED,
      'jwt-refresh': ['within-access-time', 'A refresh looks the role up.'],
    },
    surprise: QUIET_THIEF,
    happens: (world, _owner, { username }) => world.accounts.changeRole(username, 'member'),
    holds: (me) => (me.member('user') as { role?: string } | undefined)?.role !== 'admin',
  }),
]
