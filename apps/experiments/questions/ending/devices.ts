/** Ending a sign-in out of several: what a list of them can do, and what it can not show. */

import { type Experiment, experiment } from '../../experiment.ts'
import { setNewPassword } from '../../steps/new-password.ts'

interface Listed {
  readonly id: string
  readonly userAgent: string
  readonly current: boolean
}

const NO_LIST = '501: the server keeps no record of who has signed in.'
const BY_LIST = 'Each sign-in is an entry of the index, and one of them is deleted.'

const REFRESH_SHOWS: Readonly<Record<number, string>> = {
  401: 'The phone can not refresh.',
  501: 'There is no refresh to refuse.',
}

export const endingDevicesExperiments: readonly Experiment[] = [
  experiment({
    id: 'ending.lost-device-of-three',
    question: 'Can a user put one lost device out, and stay signed in with the others?',
    claim: {
      text: 'Users must be able to end any of their sessions; a token by itself can not be reached.',
      by: 'ASVS 7.5.2; Copenhagen Book',
    },
    references: ['ASVS 7.5.2', 'ASVS 7.4.3', 'contract GET /sessions'],
    steps: [
      'A user signs in with a laptop, a tablet and a phone, and loses the phone.',
      'With the laptop, the user ends the phone in the list of sign-ins.',
      'Where there is no list, the user tries to end every sign-in, and where that is not offered, changes the password.',
      'Phone and tablet make a visit that renews the credential, and then ask who they are; the phone tries to refresh.',
    ],
    verdicts: {
      'that-one': 'the phone is out, and the tablet is not',
      'all-or-none': 'the phone is out, and the tablet with it',
      'all-later': 'both are still in, but can not refresh when their access time is over',
      'not-reached': 'the phone stays, whatever the user does',
    },
    control: { changed: 'The user does nothing.', verdict: 'not-reached' },
    expected: {
      client: [
        'not-reached',
        'No list, no end of everything, and the cookie outlives the password.',
      ],
      server: ['that-one', BY_LIST],
      'jwt-denylist': [
        'not-reached',
        'The laptop does not know the id of the phone’s sign-in, so it can not be put on the list.',
      ],
      'cookie-session-denylist': [
        'not-reached',
        'The laptop does not know the id of the phone’s sign-in, so it can not be put on the list.',
      ],
      'jwt-account-check': [
        'all-or-none',
        'The time before which sign-ins began too early is one for each user, not for each device.',
      ],
      'server-session-account-check': ['that-one', BY_LIST],
      'jwt-account-check-on-renewal': [
        'all-or-none',
        'A new password sets that time too, and both renew. A phone that only reads would stay.',
      ],
      'jwt-refresh': [
        'all-later',
        'The refresh looks at that time too; until then the access token is good.',
      ],
    },
    advice:
      'A denylist does not bring a list of devices. Where one device is to be ended, keep a record of each sign-in, in any style.',
    async run(world, { control }) {
      const user = await world.user()
      const laptop = await world.signedIn('laptop', user)
      const tablet = await world.signedIn('tablet', user)
      const phone = await world.signedIn('phone', user)
      if (!control) {
        const list = await laptop.get('/sessions')
        const sessions = (list.member('sessions') ?? []) as Listed[]
        const lost = sessions.find(({ userAgent }) => userAgent === 'phone')
        world.shows(
          list,
          lost ? `${sessions.length} sign-ins, the phone too.` : 'There is no list.',
        )
        if (lost !== undefined) {
          world.shows(await laptop.delete(`/sessions/${lost.id}`), 'The phone is ended.')
        } else {
          const json = { currentPassword: user.password }
          const all = await laptop.post('/logout/everywhere', { json })
          world.shows(all, all.status === 204 ? 'All are ended.' : 'That is not offered.')
          if (all.status !== 204) await setNewPassword(world, laptop, user)
        }
      }
      const isIn = async (device: typeof phone) => {
        await device.get('/')
        const me = await device.get('/me')
        world.shows(me, `The ${device.name} is ${me.status === 200 ? 'still in' : 'out'}.`)
        return me.status === 200
      }
      const [phoneIsIn, tabletIsIn] = [await isIn(phone), await isIn(tablet)]
      if (!phoneIsIn) return { verdict: tabletIsIn ? 'that-one' : 'all-or-none' }
      const refresh = await phone.post('/refresh')
      world.shows(refresh, REFRESH_SHOWS[refresh.status] ?? 'The phone refreshes.')
      return { verdict: refresh.status === 401 ? 'all-later' : 'not-reached' }
    },
  }),
  experiment({
    id: 'ending.copy-on-the-list',
    question: 'Does the list of sign-ins show a thief who copied the cookie?',
    claim: {
      text: 'A list of active sessions lets users notice that somebody else is in their account.',
      by: 'ASVS 7.5.2; OWASP Session Management',
    },
    references: ['ASVS 7.5.2', 'contract GET /sessions'],
    steps: [
      'The owner signs in; the thief copies the cookies, and visits with another browser.',
      'The owner asks for the list of sign-ins.',
    ],
    verdicts: {
      'shows-it':
        'the list has an entry more than the owner has sign-ins, or names the other browser',
      'hides-it': 'the list has the owner’s own sign-in alone, while the thief is signed in',
      'no-list': 'there is no list',
    },
    control: {
      changed: 'The thief knows the password, and signs in instead of copying.',
      verdict: 'shows-it',
      at: ['server', 'server-session-redis', 'server-session-account-check'],
    },
    expected: {
      client: ['no-list', NO_LIST],
      server: [
        'hides-it',
        'The list is one of sign-ins, and a copy is part of the owner’s: same id, same entry.',
      ],
      'jwt-denylist': ['no-list', 'The list that it has is of those who have ended.'],
      'cookie-session-denylist': ['no-list', 'The list that it has is of those who have ended.'],
      'jwt-refresh': ['no-list', 'It keeps families of tokens, and offers no list of them.'],
    },
    surprise:
      'The list of devices shows a stolen password and not a stolen cookie: the entry that the thief uses is the owner’s own, marked as this device.',
    advice:
      'Do not offer the list as a protection against copied cookies. Ending one’s own entry (sign-out) puts such a thief out.',
    async run(world, { control }) {
      const user = await world.user()
      const owner = await world.signedIn('owner', user)
      const thief = control ? await world.signedIn('thief', user) : owner.copy('thief')
      await thief.get('/', { headers: { 'User-Agent': 'another browser' } })
      const me = await thief.get('/me', { headers: { 'User-Agent': 'another browser' } })
      world.given(me.status === 200, `thief who is signed in: answered ${me.status}`)
      world.shows(me, 'The thief is signed in, with another browser.')
      const list = await owner.get('/sessions')
      if (list.status !== 200) {
        world.shows(list, 'There is no list.')
        return { verdict: 'no-list' }
      }
      const sessions = (list.member('sessions') ?? []) as Listed[]
      const isOnlyOwners = sessions.every(({ userAgent }) => userAgent === 'owner')
      const isShown = sessions.length > 1 || !isOnlyOwners
      world.shows(
        list,
        `${sessions.length} on the list, ${isShown ? 'the thief' : 'no thief'} seen.`,
      )
      return { verdict: isShown ? 'shows-it' : 'hides-it', figures: { listed: sessions.length } }
    },
  }),
]
