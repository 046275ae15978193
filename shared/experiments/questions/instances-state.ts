/** Several instances: whether what one has kept is there at the next, at a later time, after a power cut. */
import { clockAhead } from '../clock.ts'
import { type Experiment, experiment } from '../experiment.ts'

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
      jwt: ['there', IN_THE_JAR],
      'cookie-session': ['there', IN_THE_JAR],
      'server-session': ['not-known', 'The second has a memory of its own.'],
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
  experiment({
    id: 'instances.killed-after-a-write',
    question:
      'Is a note still there that was said to be kept a moment before the server was killed?',
    claim: { text: 'State in memory is gone with the process.', by: '@fastify/session README' },
    references: ['contract rule 12'],
    steps: [
      'The owner signs in and writes a note, which is answered 204.',
      'The server is killed (SIGKILL) at once, and started again.',
      'The notes are read.',
    ],
    verdicts: { there: 'the note', lost: 'said to be kept, and gone' },
    control: { changed: 'The server is not killed.', verdict: 'there' },
    expected: {
      jwt: ['there', 'The answer itself brought it to the visitor.'],
      'cookie-session': ['there', 'The answer itself brought it to the visitor.'],
      'server-session': ['lost', 'The store was the memory of the process.'],
      'server-session-redis': ['there', 'It is written before the answer, not after it.'],
    },
    advice: 'Write before you answer, and to something that outlasts the process.',
    needs: ['restart'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const written = await owner.put('/notes/mine', { json: { text: 'kept' } })
      world.shows(written, written.status === 204 ? 'Said to be kept.' : 'Refused.')
      world.given(written.status === 204, `note, as it was answered ${written.status}`)
      if (!control) await world.restart({ kill: true })
      const notes = await owner.get('/notes')
      const isThere = JSON.stringify(notes.member('notes') ?? []).includes('kept')
      world.shows(notes, isThere ? 'The note is there.' : 'The note is gone.')
      return { verdict: isThere ? 'there' : 'lost' }
    },
  }),
  experiment({
    id: 'instances.clock-ahead-of-the-others',
    question: 'Does one instance whose clock is half an hour ahead end sign-ins at all of them?',
    claim: {
      text: 'With tokens, clocks have to agree; a session is where it is.',
      by: 'jsonwebtoken issue 141',
    },
    references: ['ASVS 9.2.1', 'contract rule 6'],
    steps: [
      'The clock of the second instance is ahead by the idle time and a minute.',
      'The owner signs in at the first, and asks the second who it is.',
      'The owner asks the first.',
      'The owner makes a visit at the second, and asks the first again.',
    ],
    verdicts: {
      known: 'both know the owner all the time',
      'lost-by-a-visit':
        'the second says 401 and does no harm; a visit there begins anew, in the place of the sign-in',
      'lost-by-a-question': 'the first does not know the owner after the second was asked',
    },
    control: {
      changed: 'Its clock is a minute ahead.',
      verdict: 'known',
      at: [
        'jwt',
        'cookie-session',
        'server-session-redis',
        'jwt-denylist',
        'cookie-session-denylist',
        'jwt-account-check',
        'jwt-account-check-on-renewal',
        'jwt-refresh',
        'cookie-session-encrypted',
      ],
    },
    expected: {
      jwt: ['lost-by-a-question', 'To the second it is over, and it takes away what is over.'],
      'cookie-session': [
        'lost-by-a-question',
        'To the second it is over, and it takes away what is over.',
      ],
      'server-session': [
        'lost-by-a-visit',
        'The second has a memory of its own, and knows nobody.',
      ],
      'server-session-redis': ['lost-by-a-question', 'The second deletes what is over.'],
    },
    advice: 'Watch the clocks (NTP): no style can do without one, as each ends by time.',
    needs: ['second-instance', 'restart'],
    async run(world, { control }) {
      const [first = 0, second = 0] = world.instances
      const seconds = control ? 60 : world.idleSeconds + 60
      await world.restart({ instance: 1, settings: clockAhead(seconds) })
      world.event(`The clock of the second instance is ahead by ${seconds} s.`)
      const owner = await world.signedIn('owner')
      const atSecond = await owner.at(second).get('/me')
      world.shows(atSecond, `The second ${atSecond.status === 200 ? 'knows' : 'does not know'}.`)
      const atFirst = await owner.at(first).get('/me')
      world.shows(atFirst, `The first ${atFirst.status === 200 ? 'knows' : 'does not know'}.`)
      if (atFirst.status !== 200) return { verdict: 'lost-by-a-question' }
      world.shows(await owner.at(second).get('/'), 'A visit at the second.')
      const afterwards = await owner.at(first).get('/me')
      const isKnown = afterwards.status === 200
      world.shows(afterwards, `The first ${isKnown ? 'knows' : 'does not know'}.`)
      return { verdict: isKnown && atSecond.status === 200 ? 'known' : 'lost-by-a-visit' }
    },
  }),
]
