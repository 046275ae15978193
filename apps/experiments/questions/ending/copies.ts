/** Ending a sign-in: copies that were made before, and what else of the user there is. */

import { type Experiment, experiment } from '../../experiment.ts'
import { setNewPassword } from '../../steps/new-password.ts'

const STILL_IN = { 'still-in': 'the copy still signs in', out: 'the copy is dead' } as const

export const endingCopiesExperiments: readonly Experiment[] = [
  experiment({
    id: 'ending.copy-that-was-renewed',
    question: 'Does a thief stay who has renewed the copy before the owner signs out?',
    claim: {
      text: 'Keep a denylist of tokens.',
      by: 'Auth0, on blacklisting tokens; OWASP JWT Cheat Sheet',
    },
    references: ['ASVS 7.4.1', 'OWASP JWT Cheat Sheet: token explicit revocation'],
    steps: [
      'The owner signs in, and a thief copies the cookies.',
      'The thief makes a visit, and has a credential that the owner never had.',
      'The owner signs out.',
      'The thief asks who it is.',
    ],
    verdicts: STILL_IN,
    control: { changed: 'The owner does not sign out.', verdict: 'still-in' },
    expected: {
      client: ['still-in', 'Nothing on the server knows of either cookie.'],
      server: ['out', 'There is one state, and both cookies led to it.'],
      'jwt-denylist': [
        'out',
        'The list holds the id of the sign-in, which every token of it bears; a list of tokens would miss this one.',
      ],
      'cookie-session-denylist': ['out', 'The list holds the id of the sign-in.'],
    },
    advice: 'Revoke the sign-in, not the token: one sign-in has many.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const thief = owner.copy('thief')
      world.shows(await thief.get('/'), 'The thief visits, and is renewed where a visit renews.')
      if (!control) world.shows(await owner.signOut(), 'The owner signs out.')
      const me = await thief.get('/me')
      world.shows(me, me.status === 200 ? 'The copy still signs in.' : 'The copy is dead.')
      return { verdict: me.status === 200 ? 'still-in' : 'out' }
    },
  }),
  experiment({
    id: 'ending.everywhere',
    question: 'Can a user end every sign-in at once?',
    claim: { text: '"Log out everywhere" is what a session store is for.', by: 'Copenhagen Book' },
    references: ['ASVS 7.4.3', 'contract POST /logout/everywhere'],
    steps: [
      'A user signs in at two devices.',
      'At the first, the user ends every sign-in.',
      'The second asks who it is.',
    ],
    verdicts: {
      ended: 'the second is signed out',
      cannot: 'the server says that it can not',
      'still-in': 'it was said to be done, and the second is still signed in',
    },
    control: { changed: 'The first gives a wrong password.', verdict: 'cannot' },
    expected: {
      client: ['cannot', '501: nobody knows which credentials there are.'],
      server: ['ended', 'An index says which sessions are the user’s.'],
      'jwt-account-check': [
        'ended',
        'A time for each user, before which every sign-in began too early: no list is needed.',
      ],
      'server-session-account-check': ['ended', 'By the index, and by the time.'],
      'jwt-denylist': [
        'cannot',
        'The list takes the ids of sign-ins, and nobody knows those of the others.',
      ],
      'jwt-account-check-on-renewal': [
        'cannot',
        'A thief who changes nothing would stay, so it is not claimed.',
      ],
      'jwt-refresh': ['cannot', 'Within the access time nothing ends, so it is not claimed.'],
    },
    advice:
      'One time for each user, looked up with each request, does it for any style, without an index.',
    async run(world, { control }) {
      const user = await world.user()
      const first = await world.signedIn('first device', user)
      const second = await world.signedIn('second device', user)
      const currentPassword = control ? 'a wrong one' : user.password
      const ended = await first.post('/logout/everywhere', { json: { currentPassword } })
      world.shows(ended, ended.status === 204 ? 'Said to be done.' : 'Not done.')
      const me = await second.get('/me')
      world.shows(me, me.status === 200 ? 'The second is still signed in.' : 'The second is out.')
      if (ended.status !== 204) return { verdict: 'cannot' }
      return { verdict: me.status === 200 ? 'still-in' : 'ended' }
    },
  }),
  experiment({
    id: 'ending.password-changed',
    question: 'Does a new password end the sign-in of a thief?',
    claim: {
      text: 'A change of the password must end all other sessions.',
      by: 'Copenhagen Book; OWASP Session Management',
    },
    references: ['ASVS 7.4.3', 'ASVS 7.2.4', 'contract POST /password'],
    steps: [
      'The owner signs in, and a thief copies the cookies.',
      'The owner changes the password.',
      'The thief asks who it is, and then makes a visit that renews the credential and asks again.',
    ],
    verdicts: {
      'at-once': 'the next request of the thief knows nobody',
      'on-renewal': 'the thief is out after the next request that renews the credential',
      'still-in': 'the thief stays',
    },
    control: { changed: 'The password stays as it is.', verdict: 'still-in' },
    expected: {
      client: ['still-in', 'The credential says nothing of a password.'],
      server: ['at-once', 'The index says which sessions are the user’s, and they go.'],
      'jwt-denylist': [
        'at-once',
        'The thief has the owner’s own sign-in, whose id is put on the list.',
      ],
      'cookie-session-denylist': [
        'at-once',
        'The thief has the owner’s own sign-in, whose id is put on the list.',
      ],
      'jwt-account-check': ['at-once', 'The sign-in began before the change, and is looked at.'],
      'server-session-account-check': ['at-once', 'The session is gone, and began too early.'],
      'jwt-account-check-on-renewal': ['on-renewal', 'Who changes nothing is not looked at.'],
      'jwt-refresh': ['still-in', 'For the rest of the access time.'],
    },
    advice:
      'People change a password because they fear a thief: a style that spares the thief has to say so.',
    async run(world, { control }) {
      const user = await world.user()
      const owner = await world.signedIn('owner', user)
      const thief = owner.copy('thief')
      if (!control) await setNewPassword(world, owner, user)
      const me = await thief.get('/me')
      world.shows(me, me.status === 200 ? 'The thief is known.' : 'The thief is nobody.')
      await thief.get('/')
      const after = await thief.get('/me')
      world.shows(after, after.status === 200 ? 'The thief is known.' : 'The thief is nobody.')
      if (me.status !== 200) return { verdict: 'at-once' }
      return { verdict: after.status === 200 ? 'still-in' : 'on-renewal' }
    },
  }),
  experiment({
    id: 'ending.signed-in-anew',
    question: 'Does a new sign-in in the same browser end the one before?',
    claim: {
      text: 'A new token is issued on sign-in, and the current one ends.',
      by: 'ASVS 7.2.4',
    },
    references: ['ASVS 7.2.4', 'contract rule 4'],
    steps: [
      'The owner signs in, and a thief copies the cookies.',
      'The owner signs in once more, in the same browser.',
      'The thief asks who it is.',
    ],
    verdicts: STILL_IN,
    control: { changed: 'The owner signs in from another browser.', verdict: 'still-in' },
    expected: {
      client: ['still-in', 'The new cookie takes the place of the old one in the browser alone.'],
      server: ['out', 'The server issues a new id and deletes the state of the old one.'],
      'jwt-denylist': ['out', 'The sign-in before goes on the list.'],
      'cookie-session-denylist': ['out', 'The sign-in before goes on the list.'],
    },
    advice: 'Half of ASVS 7.2.4 (level 1) takes state on the server, in any style.',
    async run(world, { control }) {
      const user = await world.user()
      const owner = await world.signedIn('owner', user)
      const thief = owner.copy('thief')
      const again = await (control ? world.visitor('owner elsewhere') : owner).signIn(user)
      world.shows(again, 'The owner signs in once more.')
      const me = await thief.get('/me')
      world.shows(me, me.status === 200 ? 'The copy still signs in.' : 'The copy is dead.')
      return { verdict: me.status === 200 ? 'still-in' : 'out' }
    },
  }),
  experiment({
    id: 'ending.another-device',
    question: 'Can a user see the other sign-ins, and end one of them?',
    claim: {
      text: 'A list of devices needs a record of sessions.',
      by: 'Copenhagen Book; ASVS 7.5.2',
    },
    references: ['ASVS 7.5.2', 'contract GET /sessions'],
    steps: [
      'A user signs in at two devices.',
      'At the first, the user asks for the list and ends the entry that is not the current one.',
      'The second asks who it is.',
    ],
    verdicts: {
      ended: 'the second is signed out',
      'no-list': 'there is no list',
      'still-in': 'the second is still signed in',
    },
    control: {
      changed: 'The user ends nothing.',
      verdict: 'still-in',
      at: ['server', 'server-session-redis', 'server-session-account-check'],
    },
    expected: {
      client: ['no-list', '501: the server keeps nothing of a sign-in.'],
      server: ['ended', 'An index holds the sign-ins of each user.'],
      'jwt-denylist': ['no-list', 'The list knows who has ended, not who is there.'],
      'jwt-account-check': ['no-list', 'An account does not say who is signed in.'],
    },
    advice:
      'Who wants to show devices needs a record of sign-ins; then the server may as well keep the state there.',
    async run(world, { control }) {
      const user = await world.user()
      const first = await world.signedIn('first device', user)
      const second = await world.signedIn('second device', user)
      const list = await first.get('/sessions')
      const sessions = (list.member('sessions') ?? []) as { id: string; current: boolean }[]
      world.shows(list, list.status === 200 ? `${sessions.length} sign-ins.` : 'There is no list.')
      const other = sessions.find(({ current }) => !current)
      if (other === undefined) return { verdict: 'no-list' }
      if (!control) world.shows(await first.delete(`/sessions/${other.id}`), 'The other is ended.')
      const me = await second.get('/me')
      world.shows(me, me.status === 200 ? 'The second is still signed in.' : 'The second is out.')
      return { verdict: me.status === 200 ? 'still-in' : 'ended' }
    },
  }),
]
