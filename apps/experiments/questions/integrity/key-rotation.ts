/** Integrity: the secret that everything is signed with, known to others, replaced, shared. */
import { randomBytes } from 'node:crypto'
import { type Experiment, experiment } from '../../experiment.ts'
import { forgeries } from '../../steps/forgeries.ts'

export const integrityKeysExperiments: readonly Experiment[] = [
  experiment({
    id: 'integrity.secret-replaced',
    question: 'Does a new secret, without the old one, sign everyone out?',
    claim: { text: 'A hard rotation of the key is "log out everyone".', by: 'common, for JWT' },
    references: ['ASVS 7.4.5', 'ASVS 13.3.4'],
    steps: [
      'The owner signs in.',
      'The server is started again with another secret alone.',
      'The owner asks who it is.',
    ],
    verdicts: { out: 'nobody is known', 'still-in': 'the owner is known' },
    control: {
      changed: 'The old secret stays in the list, behind the new one.',
      verdict: 'still-in',
      at: ['client', 'server-session-redis'],
    },
    expected: {
      client: ['out', 'No signature verifies any more.'],
      server: ['out', 'No signed id verifies any more, and the memory went with the process.'],
      'server-session-redis': [
        'out',
        'No id verifies any more, though every state is still there.',
      ],
    },
    advice:
      'Rotate with the old secret behind the new one; drop it alone when everybody is to be signed out.',
    needs: ['restart'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const fresh = randomBytes(32).toString('base64url')
      await world.restart({ secrets: control ? [fresh, ...world.secrets] : [fresh] })
      const me = await owner.get('/me')
      world.shows(me, me.status === 200 ? 'The owner is known.' : 'Nobody is known.')
      return { verdict: me.status === 200 ? 'still-in' : 'out' }
    },
  }),
  experiment({
    id: 'integrity.leaked-secret-rotated',
    question:
      'Does a new secret in front stop whoever has the old one, while the old one is still accepted?',
    claim: { text: 'Rotate the key when it has leaked.', by: 'common advice' },
    references: ['ASVS 13.3.4', 'docs/configuration'],
    steps: [
      'A thief has the secret.',
      'The server is started again with a new one in front of it, so that nobody is signed out.',
      'The thief forges the cookies of a user.',
    ],
    verdicts: { 'still-forges': 'the thief is that user', stopped: 'the thief is nobody' },
    control: { changed: 'The old secret is dropped.', verdict: 'stopped' },
    expected: {
      client: ['still-forges', 'What is accepted can be made.'],
      server: [
        'stopped',
        'There was nothing to stop: an id that leads to a state has to be guessed.',
      ],
    },
    advice:
      'A rotation that signs nobody out keeps the thief in as well. After a leak, drop the old secret at once.',
    needs: ['restart'],
    async run(world, { control }) {
      const thief = world.visitor('thief')
      const leaked = world.secrets[0] ?? ''
      const fresh = randomBytes(32).toString('base64url')
      await world.restart({ secrets: control ? [fresh] : [fresh, leaked] })
      const { username } = await world.user()
      for (const header of await forgeries(leaked, username, 'member')) {
        const me = await thief.get('/me', { cookies: { header } })
        world.shows(me, me.status === 200 ? 'The thief is that user.' : 'Nobody.')
        if (me.status === 200) return { verdict: 'still-forges' }
      }
      return { verdict: 'stopped' }
    },
  }),
]
