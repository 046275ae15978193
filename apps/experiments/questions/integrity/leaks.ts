/** Integrity: what a thief can do with the secret, or with what the store holds. */

import { randomBytes } from 'node:crypto'
import { cookieHeader } from '../../../../shared/conformance/help/cookies.ts'
import { percentDecoded } from '../../../../shared/visitor/credential.ts'
import { type Experiment, experiment } from '../../experiment.ts'
import { forgeries, withId } from '../../steps/forgeries.ts'

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
      client: ['anybody', 'The credential is what the key signs.'],
      server: ['nobody', 'An id that leads to a state has to be guessed; no key makes one.'],
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
      client: ['of-no-use', 'There is no store.'],
      server: ['of-no-use', 'The store is the memory of the process, which was not read here.'],
      'server-session-redis': [
        'of-no-use',
        'States stand under a hash of the id, and ids are signed.',
      ],
    },
    advice: 'Hash ids in the store: what leads to a state is then nowhere but in browsers.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const content = (await world.storeContent()) ?? ''
      const words = [...new Set(content.match(/[\w+/-]{20,}/g) ?? [])].slice(0, 400)
      world.event(`The store holds ${words.length} words that could be an id.`)
      const thief = world.visitor('thief')
      const own = cookieHeader(owner.cookies())
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
  experiment({
    id: 'integrity.secret-and-store-leaked',
    question: 'Can whoever has the secret and the store sign in as somebody who is signed in?',
    claim: {
      text: 'When both leak, all is lost: what the store holds is then signed by the thief.',
      by: 'Lucia; Copenhagen Book',
    },
    references: ['ASVS 11.4.2', 'ASVS 13.3.1'],
    steps: [
      'The owner signs in.',
      'A thief has the secret, reads the store of states, and what sign-ins leave in the accounts’ database.',
      'The thief makes credentials of the owner, and signs each word that was read as an id.',
      'Who is it?',
    ],
    verdicts: { 'is-the-owner': 'a credential is taken', nobody: 'none is' },
    control: {
      changed: 'The thief has seen the id in the owner’s cookie, too.',
      verdict: 'is-the-owner',
    },
    expected: {
      client: ['is-the-owner', 'The secret is enough.'],
      server: ['nobody', 'The index of sign-ins knows the hash of the id, not the id.'],
      'server-session-redis': ['nobody', 'Store and index know the hash of the id, not the id.'],
      'cookie-session-encrypted': ['is-the-owner', 'The key that seals comes of the same secret.'],
    },
    surprise:
      'Expected was that two leaks are enough in every column. The hash of an id can be signed, and leads nowhere: with a server session it takes a browser’s cookie, too.',
    advice: 'Hash ids in the store: it holds when the secret and the store have leaked.',
    async run(world, { control }) {
      const user = await world.user()
      const owner = await world.signedIn('owner', user)
      const secret = world.secrets[0] ?? ''
      const kept = `${(await world.storeContent()) ?? ''}\n${await world.accounts.leftBySignIns()}`
      const seen = owner.cookies().map(({ value }) => percentDecoded(value).split('.')[0] ?? '')
      const words = [...wordsNear(kept, user.username), ...(control ? seen : [])]
      world.event(`Near the owner’s name ${words.length} words are kept that could be an id.`)
      const made = await forgeries(secret, user.username, 'member')
      const thief = world.visitor('thief')
      for (const header of [...made, ...words.flatMap((word) => withId(secret, word))]) {
        const me = await thief.get('/me', { cookies: { header } })
        const isIn = (me.member('user') as { username?: string } | null)?.username === user.username
        world.shows(me, isIn ? 'The thief is the owner.' : 'Nobody.')
        if (isIn) return { verdict: 'is-the-owner' }
      }
      return { verdict: 'nobody' }
    },
  }),
]

/** Of the lines with this name: a store is shared by many, and the thief wants one of them. */
function wordsNear(kept: string, username: string): string[] {
  const lines = kept.split('\n').filter((line) => line.includes(`"${username}"`))
  return [...new Set(lines.flatMap((line) => line.match(/[\w+/-]{20,}/g) ?? []))]
}
