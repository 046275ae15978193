/** Faults: what still works while the accounts' database is away, which remedies ask. */
import { type Experiment, experiment } from '../../experiment.ts'

const SAME_FOR_ALL =
  'Names, hashes and counts of failures are there, whatever remembers the visitor afterwards.'

export const faultsAccountsExperiments: readonly Experiment[] = [
  experiment({
    id: 'faults.accounts-away',
    question: 'Who is still known while the accounts’ database is away?',
    claim: {
      text: 'A JWT is checked without a database; a denylist makes it need one again.',
      by: 'Auth0; OWASP JWT Cheat Sheet',
    },
    references: ['ASVS 16.5.3', 'contract rule 12'],
    steps: [
      'The owner signs in.',
      'The accounts’ database fails.',
      'The owner asks who it is.',
      'The database is back, and the owner asks again.',
    ],
    verdicts: {
      'goes-on': 'the owner is known all the time',
      'pauses-plainly': '503 while it is away, known again afterwards',
      'loses-sign-ins': 'the owner is taken for a stranger, meanwhile or afterwards',
    },
    control: { changed: 'The database does not fail.', verdict: 'goes-on' },
    expected: {
      client: ['goes-on', 'The key is all that is needed.'],
      server: ['goes-on', 'A read asks the store of states, not the accounts.'],
      'jwt-denylist': ['pauses-plainly', 'Whether the sign-in has ended is asked each time.'],
      'cookie-session-denylist': [
        'pauses-plainly',
        'Whether the sign-in has ended is asked each time.',
      ],
      'jwt-account-check': ['pauses-plainly', 'The account is looked at each time.'],
      'server-session-account-check': ['pauses-plainly', 'The account is looked at each time.'],
    },
    advice:
      'Fail closed, and say so with 503. Who has to go on without a database takes short access times (`REFRESH=on`).',
    needs: ['stop-store'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      if (!control) await world.stopAccounts()
      const during = await owner.get('/me')
      world.shows(during, during.status === 200 ? 'The owner is known.' : 'Nobody can be known.')
      if (!control) await world.startAccounts()
      const after = await owner.get('/me')
      world.shows(after, after.status === 200 ? 'The owner is known.' : 'The sign-in is gone.')
      if (during.status === 200 && after.status === 200) return { verdict: 'goes-on' }
      const isPause = during.status === 503 && after.status === 200
      return { verdict: isPause ? 'pauses-plainly' : 'loses-sign-ins' }
    },
  }),
  experiment({
    id: 'faults.change-while-accounts-away',
    question: 'Can who is signed in still write a note while the accounts’ database is away?',
    claim: { text: 'Each request works without a database.', by: 'common, for JWT' },
    references: ['ASVS 16.5.3', 'contract rule 12'],
    steps: [
      'The owner signs in and writes a note.',
      'The accounts’ database fails.',
      'The owner writes a second note.',
      'The database is back, and the notes are read.',
    ],
    verdicts: {
      kept: 'both notes are there',
      'refused-plainly': 'the second is answered 503; the first is there, the second is not',
      'lost-silently': 'what was said to be kept is not, or the first is gone',
    },
    control: { changed: 'The database does not fail.', verdict: 'kept' },
    expected: {
      client: ['kept', 'The note goes into the cookie.'],
      server: [
        'refused-plainly',
        'Before a session is written, the list of sign-ins is asked whether it has ended meanwhile.',
      ],
      'jwt-denylist': ['refused-plainly', 'Who writes is not known.'],
      'cookie-session-denylist': ['refused-plainly', 'Who writes is not known.'],
      'jwt-account-check': ['refused-plainly', 'Who writes is not known.'],
      'jwt-account-check-on-renewal': [
        'refused-plainly',
        'A change renews the token, and each renewal looks at the account.',
      ],
      'server-session-account-check': ['refused-plainly', 'Who writes is not known.'],
    },
    surprise:
      'Expected was that a server session writes on, as its states are elsewhere. But what keeps a slow request from bringing back a sign-in (contract rule 13) is the list of sign-ins, which is among the accounts: pure JWT and cookie-session need less.',
    advice: 'Look at the account only where it matters, and what does not matter goes on.',
    needs: ['stop-store'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const first = await owner.put('/notes/first', { json: { text: 'before' } })
      world.given(first.status === 204, `first note, as it was answered ${first.status}`)
      if (!control) await world.stopAccounts()
      const second = await owner.put('/notes/second', { json: { text: 'meanwhile' } })
      world.shows(second, second.status === 204 ? 'Said to be kept.' : 'Refused.')
      if (!control) await world.startAccounts()
      const notes = await owner.get('/notes')
      const names = ((notes.member('notes') ?? []) as { name: string }[]).map(({ name }) => name)
      world.shows(notes, names.length === 0 ? 'Nothing is there.' : `There: ${names.join(', ')}.`)
      if (names.length === 2) return { verdict: 'kept' }
      const isPlain = second.status === 503 && names.join() === 'first'
      return { verdict: isPlain ? 'refused-plainly' : 'lost-silently' }
    },
  }),
  experiment({
    id: 'faults.sign-out-while-accounts-away',
    question: 'Is a sign-out that is answered 204 true while the accounts’ database is away?',
    claim: { text: 'What can not be revoked can not fail to be.', by: 'this project' },
    references: ['ASVS 7.4.1', 'ASVS 16.5.3', 'contract rule 12'],
    steps: [
      'The owner signs in, and a thief copies the cookies.',
      'The accounts’ database fails.',
      'The owner signs out.',
      'The database is back, and the thief asks who it is.',
    ],
    verdicts: {
      ended: 'answered 204, and the copy is dead',
      'told-so': 'answered 503: the owner knows that it has to be done again',
      'only-here': 'answered 204, and the copy still signs in',
    },
    control: {
      changed: 'The database does not fail.',
      verdict: 'ended',
      at: [
        'server',
        'server-session-redis',
        'jwt-denylist',
        'cookie-session-denylist',
        'server-session-account-check',
      ],
    },
    expected: {
      client: ['only-here', 'It only ever clears the cookie.'],
      server: [
        'told-so',
        'A sign-out is written into the list of sign-ins before the session is deleted.',
      ],
      'jwt-denylist': ['told-so', 'The list can’t be written, so nothing is said to be ended.'],
      'cookie-session-denylist': [
        'told-so',
        'The list can’t be written, so nothing is said to be ended.',
      ],
      'jwt-account-check': [
        'told-so',
        'It looks at the account first, though nothing that a sign-out does here needs it.',
      ],
      'jwt-account-check-on-renewal': [
        'told-so',
        'It looks at the account first, though nothing that a sign-out does here needs it.',
      ],
      'jwt-refresh': ['told-so', 'The refresh token can’t be ended.'],
    },
    surprise:
      'Expected was 204 of a server session, whose store was there, and of the account checks, which end nothing at a sign-out. Both say 503 and leave the cookie where it is.',
    advice: 'Answer 204 to a sign-out when it is true, and 503 when it is not.',
    needs: ['stop-store'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const thief = owner.copy('thief')
      if (!control) await world.stopAccounts()
      const out = await owner.signOut()
      world.shows(out, out.status === 204 ? 'Signed out, says the server.' : 'Not signed out.')
      if (!control) await world.startAccounts()
      const me = await thief.get('/me')
      world.shows(me, me.status === 200 ? 'The copy still signs in.' : 'The copy is dead.')
      if (out.status === 503) return { verdict: 'told-so' }
      world.given(out.status === 204, `plain answer to the sign-out: ${out.status}`)
      return { verdict: me.status === 200 ? 'only-here' : 'ended' }
    },
  }),
  experiment({
    id: 'faults.sign-in-while-accounts-away',
    question: 'Can anybody sign in while the accounts’ database is away?',
    claim: { text: 'Stateless servers need nothing in common.', by: 'common, for JWT' },
    references: ['ASVS 16.5.3', 'contract rule 12'],
    steps: ['The accounts’ database fails.', 'A user signs in.'],
    verdicts: { 'let-in': '200', 'refused-plainly': '503', 'taken-for-a-guess': '401 or 429' },
    control: { changed: 'The database does not fail.', verdict: 'let-in' },
    expected: {
      client: ['refused-plainly', SAME_FOR_ALL],
      server: ['refused-plainly', SAME_FOR_ALL],
    },
    advice: 'Plan for the database of accounts to be there: no style signs anybody in without it.',
    needs: ['stop-store'],
    async run(world, { control }) {
      const user = await world.user()
      if (!control) await world.stopAccounts()
      const login = await world.visitor('owner').signIn(user)
      world.shows(login, login.status === 200 ? 'Let in.' : 'Not let in.')
      if (!control) await world.startAccounts()
      if (login.status === 200) return { verdict: 'let-in' }
      return { verdict: login.status === 503 ? 'refused-plainly' : 'taken-for-a-guess' }
    },
  }),
]
