/** Several instances: whether what one has kept is there at the next. */
import { type Experiment, experiment } from '../../experiment.ts'

const IN_THE_JAR = 'The jar carries the state from one to the next.'

export const instancesStateExperiments: readonly Experiment[] = [
  experiment({
    id: 'instances.own-write-at-another',
    question: 'Does a visitor find a note at one instance that was written at another just before?',
    claim: {
      text: 'Sessions need stickiness or a shared store.',
      by: 'Auth0; cookie-session README ("simplify load-balanced scenarios")',
    },
    references: ['contract rule 12'],
    steps: [
      'The owner signs in at the first instance, and writes a note there.',
      'The next request, for the notes, goes to the second.',
    ],
    verdicts: { there: 'the note', missing: 'other notes, or none', 'not-known': '401' },
    control: { changed: 'It goes to the first.', verdict: 'there' },
    expected: {
      client: ['there', IN_THE_JAR],
      server: ['not-known', 'The second has a memory of its own.'],
      'server-session-redis': [
        'there',
        'The answer to the write came after Redis had it, and both read it there.',
      ],
    },
    advice: 'With a store that has copies, read where you write, or wait for the copy (`?wait=1`).',
    needs: ['second-instance'],
    async run(world, { control }) {
      const [first = 0, second = 0] = world.instances
      const owner = await world.signedIn('owner')
      const written = await owner.at(first).put('/notes/mine', { json: { text: 'just now' } })
      world.given(written.status === 204, `note, as it was answered ${written.status}`)
      const notes = await owner.at(control ? first : second).get('/notes')
      if (notes.status === 401) {
        world.shows(notes, 'The second does not know who asks.')
        return { verdict: 'not-known' }
      }
      const isThere = JSON.stringify(notes.member('notes') ?? []).includes('just now')
      world.shows(notes, isThere ? 'The note is there.' : 'The note is not there.')
      return { verdict: isThere ? 'there' : 'missing' }
    },
  }),
]
