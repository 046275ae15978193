/** Reach: services that check a credential themselves, and what they are not told. */
import { cookieHeader } from '../../../../shared/conformance/help/cookies.ts'
import { type Experiment, experiment } from '../../experiment.ts'
import { PUBLIC_KEYS, publishedKeys, verifiedBy } from '../../steps/public-keys.ts'

export const reachVerifyingExperiments: readonly Experiment[] = [
  experiment({
    id: 'reach.revoked-but-verified',
    question: 'Does a service that checks tokens itself learn that the owner has signed out?',
    claim: { text: 'A denylist makes tokens revocable.', by: 'OWASP JWT sheet; Auth0' },
    references: ['ASVS 7.4.1', 'RFC 7519 4.1.4'],
    steps: [
      'A third party fetches the public keys.',
      'The owner signs in; a thief copies the cookies; the owner signs out.',
      'The account is disabled, too.',
      'The third party checks the thief’s cookies.',
    ],
    verdicts: {
      'still-vouched-for': 'to the third party the thief is the owner',
      nobody: 'it takes the thief for nobody',
    },
    control: { changed: 'The third party has no keys, and so knows nobody.', verdict: 'nobody' },
    expected: {
      client: ['nobody', 'It never could check one.'],
      server: ['nobody', 'It never could check one.'],
      jwt: ['still-vouched-for', 'The token holds until its end, and says nothing else.'],
      'jwt-denylist': [
        'still-vouched-for',
        'The list is the issuer’s; who does not ask it knows nothing of it.',
      ],
      'jwt-account-check': ['still-vouched-for', 'The look at the account is the issuer’s.'],
      'jwt-refresh': [
        'still-vouched-for',
        'The short time stands in sid, so that notes outlast it; exp, which everyone looks at, is that of the state.',
      ],
    },
    surprise:
      'By the claim the denylist ends it. It does so at the issuer alone: what makes tokens revocable takes away what they were for, or does not reach those who use it.',
    advice: 'For others issue a token of its own, for minutes, with an exp that says so.',
    settings: PUBLIC_KEYS,
    async run(world, { control }) {
      const keys = control ? {} : await publishedKeys(world.visitor('third party'))
      const user = await world.user()
      const owner = await world.signedIn('owner', user)
      const thief = owner.copy('thief')
      const header = cookieHeader(thief.cookies())
      world.shows(await owner.signOut(), 'The owner signs out.')
      await world.accounts.disable(user.username)
      const me = await thief.get('/me', { cookies: { header } })
      world.shows(
        me,
        me.status === 200
          ? 'The issuer still knows the thief.'
          : 'To the issuer the thief is nobody.',
      )
      const isKnown = verifiedBy(keys, thief) === user.username
      world.event(isKnown ? 'To the third party the thief is the owner.' : 'It knows nobody.')
      return { verdict: isKnown ? 'still-vouched-for' : 'nobody' }
    },
  }),
]
