/** Privacy: what a bystander learns who sees cookies more than once. */
import { percentDecoded } from '../../../../shared/visitor/credential.ts'
import { type Experiment, experiment } from '../../experiment.ts'

/** What stands in cookies, and in what they decode to, as words. */
function wordsIn(cookies: readonly { value: string }[]): Set<string> {
  const parts = cookies.flatMap(({ value }) => percentDecoded(value).split('.'))
  const texts = [...parts, ...parts.map((part) => Buffer.from(part, 'base64').toString())]
  return new Set(texts.flatMap((text) => text.match(/[\w-]{16,}/g) ?? []))
}

export const privacySightingsExperiments: readonly Experiment[] = [
  experiment({
    id: 'privacy.two-sightings-tied',
    question:
      'Can a bystander tell that two cookies, before and after a visit, are of one visitor?',
    claim: { text: 'A session id is a tracking number; a token is new each time.', by: 'common' },
    references: ['RFC 6265bis 7.1', 'RFC 7519 12'],
    steps: [
      'The owner signs in, and a bystander sees the cookies.',
      'The owner makes a visit, and the bystander sees the cookies again.',
      'The bystander compares them, decoded without any key, and sets aside what is in cookies of its own too.',
    ],
    verdicts: { tied: 'a word of 16 characters or more is in both', untied: 'there is none' },
    control: { changed: 'The second cookies are another visitor’s.', verdict: 'untied' },
    expected: {
      client: ['tied', 'Every cookie is new, but the id of the sign-in is in it.'],
      server: ['tied', 'The id stays the same until the next sign-in.'],
      'cookie-session-encrypted': ['untied', 'Each is sealed anew, with another nonce.'],
    },
    surprise:
      'By the claim only the session is tied; only the sealed cookie is not. That one came out as tied at first, by the header of the JWE, which is the same in everybody’s cookie and so tells nobody apart: hence the bystander’s own.',
    advice:
      'Over HTTPS a bystander sees no cookies; a log of headers does. Keep cookies out of logs, in any style.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const before = wordsIn(owner.cookies())
      const other = control ? await world.signedIn('another') : owner
      world.shows(await other.get('/'), 'A visit, after which the cookies are seen again.')
      const common = wordsIn((await world.signedIn('bystander')).cookies())
      const shared = [...wordsIn(other.cookies())].filter(
        (word) => before.has(word) && !common.has(word),
      )
      world.event(`${shared.length} words are in both, and not in the bystander’s own.`)
      return { verdict: shared.length > 0 ? 'tied' : 'untied' }
    },
  }),
]
