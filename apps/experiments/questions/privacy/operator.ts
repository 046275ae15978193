/** Privacy: what the operator has on the server, to use or to lose. */
import { type Experiment, experiment } from '../../experiment.ts'

export const privacyOperatorExperiments: readonly Experiment[] = [
  experiment({
    id: 'privacy.who-is-signed-in-now',
    question: 'Can the operator tell from what the server keeps who is signed in?',
    claim: { text: 'With tokens nobody knows who is signed in.', by: 'common, against JWT' },
    references: ['ASVS 7.5.2', 'ASVS 16.3.1'],
    steps: [
      'The owner signs in.',
      'The operator looks for the owner’s name in the store, and in the accounts’ database beside the users.',
    ],
    verdicts: { known: 'the name stands there', 'not-known': 'it does not' },
    control: { changed: 'The owner does not sign in.', verdict: 'not-known' },
    expected: {
      client: ['not-known', 'The server keeps nothing of a sign-in.'],
      server: ['known', 'The index of sign-ins, which lists one’s devices, has the name.'],
      'jwt-denylist': ['not-known', 'The list has only those who signed out, by a random id.'],
      'jwt-account-check': ['not-known', 'It reads accounts and writes nothing.'],
      'jwt-refresh': ['known', 'A refresh token’s family is kept, with the name.'],
    },
    advice:
      'Either is a feature: to see and to end sign-ins something has to be kept; what is not kept can not be asked for.',
    async run(world, { control }) {
      const user = await world.user()
      if (!control) await world.signedIn('owner', user)
      const kept = [await world.storeContent(), await world.accounts.leftBySignIns()].join('\n')
      const isKnown = kept.includes(`"${user.username}"`)
      world.event(isKnown ? 'The name stands there.' : 'There is no such name.')
      return { verdict: isKnown ? 'known' : 'not-known' }
    },
  }),
  experiment({
    id: 'privacy.who-reads-the-store',
    question: 'Can whoever reads the store of states read a note?',
    claim: {
      text: 'With a session the data stays safe on the server.',
      by: 'common, for sessions',
    },
    references: ['ASVS 14.2.4', 'ASVS 14.3.3'],
    steps: [
      'The owner signs in and writes a note.',
      'All that the store holds is read from outside.',
    ],
    verdicts: { readable: 'the note stands there', 'not-there': 'it does not' },
    control: { changed: 'No note is written.', verdict: 'not-there' },
    expected: {
      client: ['not-there', 'There is no store.'],
      server: ['not-there', 'It is in the memory of the process, which was not read here.'],
      'server-session-redis': ['readable', 'The id is hashed, the state is plain JSON.'],
      'cookie-session-encrypted': ['not-there', 'There is no store.'],
    },
    advice:
      'A store hides the state from whoever holds the cookie, not from whoever has the store or a backup of it.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const text = `blood group of ${(await world.user()).username}`
      if (!control) world.shows(await owner.put('/notes/private', { json: { text } }), 'Written.')
      const isThere = (await world.storeContent())?.includes(text) ?? false
      world.event(isThere ? 'The note is read from the store.' : 'There is no such note.')
      return { verdict: isThere ? 'readable' : 'not-there' }
    },
  }),
]
