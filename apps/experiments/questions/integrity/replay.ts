/** Integrity: what an own credential of earlier, put back, still does. */
import { type Experiment, experiment } from '../../experiment.ts'

export const integrityReplayExperiments: readonly Experiment[] = [
  experiment({
    id: 'integrity.rollback',
    question: 'Does an older cookie of one’s own bring an older state back?',
    claim: {
      text: 'A signed cookie says that the server made it, not that it is the newest.',
      by: 'Django, signed cookies; the credit example of the Rails security guide',
    },
    references: ['RFC 6265bis 8.3', 'ASVS 7.4.1'],
    steps: [
      'The owner signs in and writes the note "credit: 10".',
      'The owner keeps a copy of the cookies.',
      'The note becomes "credit: 0".',
      'The owner puts the copy back and reads the note.',
    ],
    verdicts: {
      'brought-back': 'the older state counts again',
      'stays-spent': 'the newest state counts',
      refused: 'the older cookie signs nobody in',
    },
    control: { changed: 'The copy is not put back.', verdict: 'stays-spent' },
    expected: {
      client: [
        'brought-back',
        'The state is in the cookie, and an older cookie is good until it expires.',
      ],
      server: ['stays-spent', 'The cookie is an id; the state behind it is the newest.'],
      'jwt-denylist': ['brought-back', 'The list knows ended sign-ins, not used states.'],
      'cookie-session-encrypted': ['brought-back', 'What is sealed is as easily put back.'],
    },
    advice:
      'What must not be had twice (credit, a coupon, a count of tries) belongs in a row on the server, in any style.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const write = async (text: string) => {
        const written = await owner.put('/notes/credit', { json: { text } })
        world.given(written.status === 204, `note, as it was answered ${written.status}`)
        world.shows(written, `The note says "${text}".`)
      }
      await write('credit: 10')
      const kept = owner.copy('owner with the older cookie')
      await write('credit: 0')
      const notes = await (control ? owner : kept).get('/notes')
      if (notes.status !== 200) {
        world.shows(notes, 'The older cookie signs nobody in.')
        return { verdict: 'refused' }
      }
      const isBack = notes.body.includes('credit: 10')
      world.shows(notes, isBack ? 'The credit is back.' : 'The credit stays spent.')
      return { verdict: isBack ? 'brought-back' : 'stays-spent' }
    },
  }),
]
