/** Ending a sign-in because the account changed: whom it does not reach, and what comes back. */

import { type Experiment, experiment } from '../../experiment.ts'
import { setNewPassword } from '../../steps/new-password.ts'

const NOT_ASKED = 'Nobody asks the account.'

export const endingAccountLaterExperiments: readonly Experiment[] = [
  experiment({
    id: 'ending.password-changed-other-sign-in',
    question: 'Does a new password put a thief out who had signed in with the old one?',
    claim: {
      text: 'A change of the password must end all other sessions; a denylist of tokens does that.',
      by: 'Copenhagen Book; Auth0, on blacklisting tokens',
    },
    references: ['ASVS 7.4.3', 'contract POST /password'],
    steps: [
      'A thief knows the password, and signs in.',
      'The owner signs in elsewhere, and changes the password.',
      'The thief asks who it is, makes a visit that renews the credential, and asks again.',
      'Who is still in tries to refresh.',
    ],
    verdicts: {
      'at-once': 'the next request of the thief knows nobody',
      'on-renewal': 'the thief is out after the next request that renews the credential',
      'access-time': 'the thief stays until the access time is over, and can not refresh',
      'still-in': 'the thief stays',
    },
    control: { changed: 'The password stays as it is.', verdict: 'still-in' },
    expected: {
      client: ['still-in', 'The credential says nothing of a password.'],
      server: ['at-once', 'The index says which sessions are the user’s, and they go.'],
      'jwt-denylist': [
        'still-in',
        'The list takes the sign-in that asks; nobody knows the id of the thief’s own.',
      ],
      'cookie-session-denylist': [
        'still-in',
        'The list takes the sign-in that asks; nobody knows the id of the thief’s own.',
      ],
      'jwt-account-check': ['at-once', 'The sign-in began before the change, and is looked at.'],
      'server-session-account-check': ['at-once', 'The session is gone, and began too early.'],
      'jwt-account-check-on-renewal': ['on-renewal', 'Who changes nothing is not looked at.'],
      'jwt-refresh': ['access-time', 'A refresh looks at when the sign-in began.'],
    },
    surprise:
      'A denylist ends a copy of the owner’s cookie when the password changes, and leaves the thief who has the password, the one whom the change was meant for.',
    advice:
      'Put a time for each user beside the denylist, before which sign-ins began too early (ACCOUNT_CHECK).',
    async run(world, { control }) {
      const user = await world.user()
      const thief = await world.signedIn('thief', user)
      const owner = await world.signedIn('owner', user)
      if (!control) await setNewPassword(world, owner, user)
      const isKnown = async () => {
        const me = await thief.get('/me')
        world.shows(me, me.status === 200 ? 'The thief is known.' : 'The thief is nobody.')
        return me.status === 200
      }
      if (!(await isKnown())) return { verdict: 'at-once' }
      await thief.get('/')
      if (!(await isKnown())) return { verdict: 'on-renewal' }
      const refresh = await thief.post('/refresh')
      const isRefused = refresh.status === 401
      world.shows(refresh, isRefused ? 'The thief can not refresh.' : 'No refresh is refused.')
      return { verdict: isRefused ? 'access-time' : 'still-in' }
    },
  }),
  experiment({
    id: 'ending.enabled-again',
    question: 'Is a copy dead for good, once its account was disabled for a while?',
    claim: {
      text: 'Disabling an account terminates its sessions.',
      by: 'ASVS 7.4.2; OWASP Session Management',
    },
    references: ['ASVS 7.4.2'],
    steps: [
      'The owner signs in, and a thief copies the cookies.',
      'An administrator disables the account; the thief asks who it is.',
      'The administrator enables the account again; the thief asks once more, with the same cookies.',
    ],
    verdicts: {
      'comes-back': 'the copy is dead while the account is disabled, and signs in afterwards',
      'stays-out': 'the copy is dead, then and afterwards',
      'never-out': 'the copy signed in all the time',
    },
    control: {
      changed: 'The account is not enabled again.',
      verdict: 'stays-out',
      at: ['jwt-account-check', 'server-session-account-check'],
    },
    expected: {
      client: ['never-out', NOT_ASKED],
      server: ['never-out', `${NOT_ASKED} The session says who it is.`],
      'jwt-denylist': ['never-out', 'Nobody signed out, so the list is empty.'],
      'jwt-account-check': [
        'comes-back',
        'The look at the account keeps nothing: it says no while the account is disabled.',
      ],
      'server-session-account-check': [
        'comes-back',
        'The session was passed over, not deleted, and is asked again.',
      ],
      'jwt-account-check-on-renewal': ['never-out', 'Who only reads is not looked at.'],
      'jwt-refresh': ['never-out', 'The access time goes on, whatever becomes of the account.'],
    },
    surprise:
      'A look at the account suspends a sign-in and does not end it: the thief’s copy is good again when the account is, within its idle and absolute time. In that way ASVS 7.4.2 is met for as long as the account is disabled, and no longer.',
    advice:
      'When you disable an account, also write down the time before which its sign-ins began too early. Where only the look is there, let the user end every sign-in (POST /logout/everywhere) as soon as the account is enabled.',
    async run(world, { control }) {
      const user = await world.user()
      const owner = await world.signedIn('owner', user)
      const thief = owner.copy('thief')
      await world.accounts.disable(user.username)
      const during = await thief.get('/me')
      world.shows(during, during.status === 200 ? 'The copy signs in.' : 'The copy is dead.')
      if (!control) await world.accounts.enable(user.username)
      const later = await thief.get('/me')
      world.shows(later, later.status === 200 ? 'The copy signs in.' : 'The copy is dead.')
      if (during.status === 200 && later.status === 200) return { verdict: 'never-out' }
      return { verdict: later.status === 200 ? 'comes-back' : 'stays-out' }
    },
  }),
]
