/** Integrity: one app's credential at another. */
import { randomBytes } from 'node:crypto'
import { type Experiment, experiment } from '../../experiment.ts'

/** Where the other app is reached; cookies ignore the port, and a subdomain may share them. */
const OTHER = 'http://other.localhost'

export const integrityOtherAppExperiments: readonly Experiment[] = [
  experiment({
    id: 'integrity.another-apps-credential',
    question: 'Does a sign-in at one app hold at another that was given the same secret?',
    claim: {
      text: 'A token names its audience; a cookie or a session id is good wherever the key is.',
      by: 'RFC 8725 3.9; RFC 7519 4.1.3',
    },
    references: ['ASVS 9.2.3', 'ASVS 9.2.4', 'RFC 8725 3.9'],
    steps: [
      'The owner signs in at one app.',
      'Another app takes its place: the same style, secret and store of states, another origin, and none of these users.',
      'It is brought the owner’s cookies.',
    ],
    verdicts: { taken: 'it takes its bearer for a user that it does not have', refused: 'nobody' },
    control: { changed: 'The other app has a secret of its own.', verdict: 'refused' },
    expected: {
      client: [
        'taken',
        'Name and key are the same, and nothing in the credential names the deployment.',
      ],
      server: ['refused', 'Its memory is its own, and there the id leads nowhere.'],
      jwt: [
        'taken',
        'Issuer and audience name the style, and not the deployment: they are the same.',
      ],
      'server-session-redis': ['taken', 'Both look into one store.'],
      'jwt-denylist': ['taken', 'Its list is its own, and empty.'],
      'jwt-account-check': ['refused', 'It has no such user; one of the same name would do.'],
      'jwt-account-check-on-renewal': [
        'taken',
        'To ask who one is renews nothing, so nobody looks.',
      ],
      'server-session-account-check': [
        'refused',
        'Its memory is its own, and it has no such user.',
      ],
      'cookie-session-encrypted': ['taken', 'The key that seals is the same, too.'],
    },
    surprise:
      'Expected was that the audience of a token keeps it at its app. It does so only where each deployment has a name of its own, and here it is the same for all of one style: the claim has to be filled, not only checked.',
    advice: 'A secret for each app. What shares one is one app, whatever it is called.',
    needs: ['restart'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      await world.restart({
        settings: { PUBLIC_ORIGIN: OTHER },
        otherAccounts: true,
        ...(control && { secrets: [randomBytes(32).toString('base64url')] }),
      })
      const me = await owner.get('/me', { headers: { Host: new URL(OTHER).host } })
      world.given([200, 401].includes(me.status), `answer, but ${me.status}`)
      const isTaken = me.status === 200
      world.shows(me, isTaken ? 'The other app knows the owner, whom it does not have.' : 'Nobody.')
      return { verdict: isTaken ? 'taken' : 'refused' }
    },
  }),
]
