/** Privacy: who can read the state, and what becomes of it when it should be gone. */
import { percentDecoded } from '../../../../shared/visitor/credential.ts'
import { type Experiment, experiment } from '../../experiment.ts'

/** What a cookie's value reads as, to anybody who tries base64. */
function readable(value: string): string {
  const parts = percentDecoded(value).split('.')
  return [value, ...parts.map((part) => Buffer.from(part, 'base64').toString())].join('\n')
}

export const privacyExperiments: readonly Experiment[] = [
  experiment({
    id: 'privacy.who-can-read',
    question: 'Can whoever sees the cookie read what is in the state?',
    claim: {
      text: 'The content is signed, not encrypted: anybody can read it.',
      by: 'cookie-session README; Express; Django, signed cookies; ASVS 14.3.3',
    },
    references: ['ASVS 14.3.3', 'ASVS 14.1.1', 'RFC 7519 12'],
    steps: ['The owner signs in and writes a note.', 'The cookies are decoded, without any key.'],
    verdicts: { readable: 'the note stands in them', opaque: 'it does not' },
    control: { changed: 'No note is written.', verdict: 'opaque' },
    expected: {
      client: ['readable', 'The state is JSON in base64: encoded, not encrypted.'],
      server: ['opaque', 'The cookie is a random id.'],
      'cookie-session-encrypted': ['opaque', 'The state is a JWE, which the server alone opens.'],
      'jwt-refresh': ['readable', 'Two tokens, and the short one holds the same.'],
    },
    advice:
      'Put nothing in a carried state that its owner, or a log of headers, must not read; or encrypt it.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const secret = 'my blood group is AB'
      if (!control) {
        const written = await owner.put('/notes/private', { json: { text: secret } })
        world.shows(
          written,
          'The note is written, and the cookie with it where the state is there.',
        )
      }
      const isReadable = owner.cookies().some(({ value }) => readable(value).includes(secret))
      world.event(isReadable ? 'The note is read from the cookie.' : 'The cookie tells nothing.')
      return { verdict: isReadable ? 'readable' : 'opaque' }
    },
  }),
]
