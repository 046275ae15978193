/** Growth and cost: what a state costs as it grows, on the wire and on the server. */
import { type Experiment, experiment } from '../../experiment.ts'
import { noteOf } from '../../steps/note.ts'

export const growthExperiments: readonly Experiment[] = [
  experiment({
    id: 'growth.cookie-cliff',
    question: 'What becomes of a state that outgrows a cookie?',
    claim: {
      text: 'Past 4,096 bytes a browser drops the cookie without a word, and the state is lost.',
      by: 'cookie-session README; Express; Django, signed cookies',
    },
    references: ['RFC 6265bis 5.6', 'ASVS 3.3.5'],
    steps: [
      'The owner signs in and writes a note of 500 characters.',
      'The owner writes a second one of 4,000.',
      'A browser that obeys RFC 6265bis reads both back.',
    ],
    verdicts: {
      grows: 'both notes are there',
      'refused-plainly': 'the second is refused with 413, and the first is still there',
      'lost-silently': 'it was said to be kept, and is not',
    },
    control: { changed: 'The second note has 40 characters.', verdict: 'grows' },
    expected: {
      client: [
        'refused-plainly',
        'The server measures the cookie before it promises to keep a state: browsers drop a larger one.',
      ],
      server: ['grows', 'The cookie is an id of one length; 64 KiB fit into the store.'],
    },
    advice:
      'Measure a state before you promise to keep it: browsers tell nobody what they dropped.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const first = await owner.put('/notes/first', { json: { text: noteOf(500) } })
      world.given(first.status === 204, `first note, as it was answered ${first.status}`)
      const text = noteOf(control ? 40 : 4000)
      const second = await owner.put('/notes/second', { json: { text } })
      world.shows(second, second.status === 204 ? 'Said to be kept.' : 'Refused.')
      const notes = await owner.get('/notes')
      const names = ((notes.member('notes') ?? []) as { name: string }[]).map(({ name }) => name)
      world.shows(notes, names.length === 0 ? 'Nothing is there.' : `There: ${names.join(', ')}.`)
      const cookieBytes = owner
        .cookies()
        .reduce((sum, { name, value }) => sum + name.length + value.length, 0)
      if (names.length === 2) return { verdict: 'grows', figures: { cookieBytes } }
      const isPlain = second.status === 413 && names.includes('first')
      return { verdict: isPlain ? 'refused-plainly' : 'lost-silently', figures: { cookieBytes } }
    },
  }),
]
