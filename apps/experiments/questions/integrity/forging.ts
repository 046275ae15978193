/** Integrity: credentials that were made, without the secret or with it. */
import { cookieHeader } from '../../../../shared/conformance/help/cookies.ts'
import { type Experiment, experiment } from '../../experiment.ts'
import { forgeries } from '../../steps/forgeries.ts'
import { PUBLIC_KEYS, publishedKeys } from '../../steps/public-keys.ts'
import { unsignedAttempts } from '../../steps/unsigned.ts'

export const integrityForgingExperiments: readonly Experiment[] = [
  experiment({
    id: 'integrity.forged-algorithm',
    question: 'Is a credential taken whose signature was left out, or made by what is public?',
    claim: {
      text: 'The token says itself how it is to be checked: "none", or the public key as a secret.',
      by: 'CVE-2015-9235; Ptacek, "API tokens: a tedious survey"; RFC 8725 2.1',
    },
    references: ['ASVS 9.1.2', 'RFC 8725 3.1', 'contract rule 5'],
    steps: [
      'A member signs in; jwt signs with ES256, so there is a public key.',
      'A role that can be read in the cookies becomes admin.',
      'The signature is left out, is empty, is that of another value, or is made of the public key.',
      'Who is it, each time?',
    ],
    verdicts: { refused: 'nobody, each time', taken: 'somebody, at least once' },
    control: { changed: 'The cookies are sent as they are.', verdict: 'taken' },
    expected: {
      client: ['refused', 'A state without its signature is no credential.'],
      server: ['refused', 'What is not the whole credential that was given out leads nowhere.'],
      jwt: ['refused', 'The algorithm is the server’s choice, and the key is bound to it.'],
      'server-session': [
        'refused',
        'An id without its signature is none, though it is the right one.',
      ],
    },
    advice:
      'Name the algorithm where a token is verified. There are more ways to try with a token than with the others, and a library that lets one pass is all it takes.',
    settings: PUBLIC_KEYS,
    async run(world, { control }) {
      const member = await world.signedIn('member')
      const keys = await publishedKeys(member)
      const attempts = unsignedAttempts(member.cookies(), keys)
      world.given(attempts.length > 0, 'signature to leave out')
      const unchanged = { how: 'as it is', header: cookieHeader(member.cookies()) }
      let takenCount = 0
      for (const { how, header } of control ? [unchanged] : attempts) {
        const me = await member.get('/me', { cookies: { header } })
        world.shows(me, `With ${how}: ${me.status === 200 ? 'somebody' : 'nobody'}.`)
        if (me.status === 200) takenCount += 1
      }
      const figures = { triedCount: attempts.length, takenCount }
      return { verdict: takenCount > 0 ? 'taken' : 'refused', figures }
    },
  }),
  experiment({
    id: 'integrity.invented-role',
    question: 'Does a role hold that a thief with the secret has invented for an own account?',
    claim: {
      text: 'Looking the account up makes a token as good as a session.',
      by: 'common, against pure tokens',
    },
    references: ['ASVS 8.3.2', 'ASVS 13.3.1'],
    steps: [
      'A member knows the secret of the server and how each style signs.',
      'The member makes credentials of the own name with the role admin.',
      'Who is it, in which role?',
    ],
    verdicts: {
      admin: 'the role that was invented',
      member: 'the role that the account has',
      nobody: 'no credential is taken',
    },
    control: {
      changed: 'The member makes them with the role member.',
      verdict: 'member',
      at: ['client'],
    },
    expected: {
      client: ['admin', 'The role is what the credential says.'],
      server: ['nobody', 'The role is in the store, and the id has to be guessed.'],
      'jwt-denylist': ['admin', 'The list knows ended sign-ins, and no roles.'],
      'jwt-account-check': [
        'member',
        'The role is looked up; who it is, is still what the token says.',
      ],
      'jwt-account-check-on-renewal': [
        'admin',
        'To ask who one is renews nothing, so nobody looks.',
      ],
      'jwt-refresh': [
        'admin',
        'The account is looked at with a refresh, and a thief asks for none.',
      ],
      'cookie-session-encrypted': ['admin', 'The key that seals comes of the same secret.'],
    },
    advice:
      'Looking the account up takes the invented role away, not the invented name: integrity.secret-leaked says anybody in every one of these columns.',
    async run(world, { control }) {
      const { username } = await world.user('member')
      const member = world.visitor('member')
      const role = control ? 'member' : 'admin'
      for (const header of await forgeries(world.secrets[0] ?? '', username, role)) {
        const me = await member.get('/me', { cookies: { header } })
        const user = me.member('user') as { username?: string; role?: string } | undefined
        const isTaken = user?.username === username
        world.shows(me, isTaken ? `The member, as ${user?.role}.` : 'Nobody.')
        if (isTaken) return { verdict: user?.role === 'admin' ? 'admin' : 'member' }
      }
      return { verdict: 'nobody' }
    },
  }),
]
