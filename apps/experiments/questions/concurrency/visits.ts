/** Concurrency: what becomes of changes that are made at the same time. */
import { type Experiment, experiment } from '../../experiment.ts'

const AT_ONCE = 10

export const concurrencyExperiments: readonly Experiment[] = [
  experiment({
    id: 'concurrency.parallel-visits',
    question: 'Do ten visits at once count as ten?',
    claim: { text: 'Lost updates are a problem of sessions in a store.', by: 'common' },
    references: ['ASVS 15.4.2', 'RFC 6265bis 4.1.1'],
    steps: [
      'The owner signs in.',
      'Ten visits begin at once, all from one jar.',
      'The count is read.',
    ],
    verdicts: { 'all-count': 'ten more', 'some-lost': 'fewer than ten more' },
    control: { changed: 'The visits come one after the other.', verdict: 'all-count' },
    expected: {
      client: [
        'some-lost',
        'Each answer brings a cookie that counts one more than the same old one.',
      ],
      server: [
        'all-count',
        'A memory store answers within one turn of the event loop: no other request comes between read and write.',
      ],
      'server-session-redis': [
        'some-lost',
        'While one request waits for the store, others read the same old state.',
      ],
    },
    surprise:
      'Not every session loses updates: with a store in the same process all ten were counted. The same code on Redis loses some.',
    advice:
      'A count that matters is counted in the database (`UPDATE … SET n = n + 1`), not in a state that is read and written whole.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const visits = Array.from({ length: AT_ONCE }, () => () => owner.get('/'))
      if (control) for (const visit of visits) await visit()
      else await Promise.all(visits.map((visit) => visit()))
      const me = await owner.get('/me')
      const counted = Number(me.member('visits'))
      world.shows(me, `${counted} of ${AT_ONCE} visits were counted.`)
      const verdict = counted === AT_ONCE ? 'all-count' : 'some-lost'
      return { verdict, figures: { countedVisits: counted } }
    },
  }),
]
