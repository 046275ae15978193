/** Privacy: what is told to whoever looks, and what becomes of it when it should be gone. */
import { percentDecoded } from '../../../../shared/visitor/credential.ts'
import { type Experiment, experiment } from '../../experiment.ts'

export const privacyAfterwardsExperiments: readonly Experiment[] = [
  experiment({
    id: 'privacy.deleted-note-in-a-copy',
    question: 'Is a note that its owner has deleted gone for whoever has an older copy?',
    claim: {
      text: 'Data in a token stays where the token went; a session can be erased.',
      by: 'common, on the right to erasure',
    },
    references: ['GDPR article 17'],
    steps: [
      'The owner writes a note.',
      'Somebody copies the cookies.',
      'The owner deletes the note.',
      'Whoever has the copy reads the notes.',
    ],
    verdicts: { readable: 'the note is still told', gone: 'it is not' },
    control: { changed: 'The copy is made after the note was deleted.', verdict: 'gone' },
    expected: {
      client: ['readable', 'The old cookie is as good as the new one, and holds the note.'],
      server: ['gone', 'Both cookies lead to one state, from which it was deleted.'],
      'cookie-session-encrypted': [
        'readable',
        'Sealed, but the server opens it for whoever brings it.',
      ],
    },
    advice: 'What a person may want erased belongs on the server.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      world.shows(
        await owner.put('/notes/private', { json: { text: 'AB negative' } }),
        'The note is written.',
      )
      const before = owner.copy('who has a copy')
      world.shows(await owner.delete('/notes/private'), 'It is deleted.')
      const notes = await (control ? owner.copy('who has a copy') : before).get('/notes')
      const isThere = notes.body.includes('AB negative')
      world.shows(notes, isThere ? 'The note is told.' : 'There is no such note.')
      return { verdict: isThere ? 'readable' : 'gone' }
    },
  }),
  experiment({
    id: 'privacy.name-and-role-in-the-cookie',
    question: 'Does the cookie tell who the user is, to whoever sees it?',
    claim: { text: 'Claims are visible.', by: 'RFC 7519 12; cookie-session README' },
    references: ['ASVS 14.3.3', 'RFC 7519 12'],
    steps: ['The owner signs in.', 'The cookies are decoded, without any key.'],
    verdicts: { tells: 'name and role stand in them', silent: 'they do not' },
    control: { changed: 'The visitor does not sign in.', verdict: 'silent' },
    expected: {
      client: ['tells', 'Both are in the state, which is JSON in base64.'],
      server: ['silent', 'The cookie is a random id.'],
      'cookie-session-encrypted': ['silent', 'The state is a JWE, which the server alone opens.'],
    },
    advice: 'A log of headers is a list of users with two of the three styles.',
    async run(world, { control }) {
      const user = await world.user()
      const visitor = control ? world.visitor('visitor') : await world.signedIn('owner', user)
      world.shows(await visitor.get('/'), 'A visit.')
      const parts = visitor.cookies().flatMap(({ value }) => percentDecoded(value).split('.'))
      const texts = parts.map((part) => Buffer.from(part, 'base64').toString())
      const isTold = texts.some((text) => text.includes(user.username) && text.includes('member'))
      world.event(isTold ? 'Name and role are read.' : 'The cookies tell nothing of a user.')
      return { verdict: isTold ? 'tells' : 'silent' }
    },
  }),
]
