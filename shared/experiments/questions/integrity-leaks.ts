/** Integrity: what a thief can do with the secret, or with what the store holds. */
import { randomBytes } from 'node:crypto'
import { type Experiment, experiment } from '../experiment.ts'
import { forgeries } from '../forgeries.ts'

export const integrityLeaksExperiments: readonly Experiment[] = [
  experiment({
    id: 'integrity.secret-leaked',
    question: 'Can whoever has the signing secret be anybody?',
    claim: {
      text: 'Who has the key of a token is every user, offline and unseen.',
      by: 'RFC 8725 3.5; Ptacek, "API tokens: a tedious survey"',
    },
    references: ['ASVS 13.3.1', 'RFC 8725 3.5'],
    steps: [
      'An administrator has an account, and is not signed in.',
      'A thief knows the secret of the server and how each style signs.',
      'The thief makes credentials of the administrator at home, and asks with each who it is.',
    ],
    verdicts: { anybody: 'the thief is the administrator', nobody: 'no credential is taken' },
    control: { changed: 'The thief has another secret.', verdict: 'nobody' },
    expected: {
      jwt: ['anybody', 'A token is what the key signs.'],
      'cookie-session': ['anybody', 'The cookie is what the key signs.'],
      'server-session': [
        'nobody',
        'The key signs ids; one that leads to a state has to be guessed.',
      ],
      'jwt-denylist': ['anybody', 'A new id is on no list.'],
      'jwt-account-check': [
        'anybody',
        'The account is there, and the sign-in is as young as the thief says.',
      ],
      'jwt-refresh': ['anybody', 'The access time is signed with the same key.'],
      'cookie-session-encrypted': ['anybody', 'The key that seals comes of the same secret.'],
    },
    advice:
      'A session store is a second lock: the secret alone opens nothing. For the others: rotate, and keep the secret out of the application’s reach where you can.',
    async run(world, { control }) {
      const { username } = await world.user('admin')
      const secret = control ? randomBytes(32).toString('base64url') : (world.secrets[0] ?? '')
      const thief = world.visitor('thief')
      for (const header of await forgeries(secret, username, 'admin')) {
        const me = await thief.get('/me', { cookies: { header } })
        const isIn = (me.member('user') as { username?: string } | undefined)?.username === username
        world.shows(me, isIn ? 'The thief is the administrator.' : 'Nobody.')
        if (isIn) return { verdict: 'anybody' }
      }
      return { verdict: 'nobody' }
    },
  }),
  experiment({
    id: 'integrity.store-leaked',
    question: 'Can whoever has read the store sign in with what stands there?',
    claim: {
      text: 'A dump of the sessions is a dump of credentials: hash the ids.',
      by: 'Lucia; Copenhagen Book',
    },
    references: ['ASVS 11.4.2', 'Copenhagen Book: sessions'],
    steps: [
      'The owner signs in.',
      'A thief reads all that the store of states holds.',
      'Each word of it that could be an id is brought as one, signed and unsigned.',
    ],
    verdicts: { 'signs-in': 'one of them signs in', 'of-no-use': 'none does' },
    control: { changed: 'The thief brings the owner’s own cookies as well.', verdict: 'signs-in' },
    expected: {
      jwt: ['of-no-use', 'There is no store.'],
      'cookie-session': ['of-no-use', 'There is no store.'],
      'server-session': [
        'of-no-use',
        'The memory of the process was not read here; its keys are hashes.',
      ],
      'server-session-redis': [
        'of-no-use',
        'States stand under a hash of the id, and ids are signed.',
      ],
    },
    advice: 'Hash ids in the store: what leads to a state is then nowhere but in browsers.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const content = (await world.storeContent()) ?? ''
      const words = [...new Set(content.match(/[\w+/-]{20,}/g) ?? [])].slice(0, 40)
      world.event(`The store holds ${words.length} words that could be an id.`)
      const thief = world.visitor('thief')
      const own = owner
        .cookies()
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
      const name = owner.cookies()[0]?.name ?? ''
      const signature = owner.cookies()[0]?.value.split('.').at(-1) ?? ''
      const brought = words.flatMap((word) => [`${name}=${word}`, `${name}=${word}.${signature}`])
      for (const header of [...brought, ...(control ? [own] : [])]) {
        const me = await thief.get('/me', { cookies: { header } })
        if (me.status !== 200) continue
        world.shows(me, 'The thief is the owner.')
        return { verdict: 'signs-in' }
      }
      return { verdict: 'of-no-use' }
    },
  }),
]
