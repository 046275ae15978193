/** Faults: what still works when something that a server needs is gone. */
import type { Exchange } from '../../../../shared/visitor/exchange.ts'
import { type Experiment, experiment } from '../../experiment.ts'
import type { Person } from '../../person.ts'
import type { World } from '../../world.ts'

/** Who it is, once the server has its store back: it connects again by itself, a moment later (contract rule 12). */
async function whenItAnswers(world: World, owner: Person): Promise<Exchange> {
  let after = await owner.get('/me')
  for (let tries = 0; after.status === 503 && tries < 50; tries += 1) {
    await world.wait(0.1)
    after = await owner.get('/me')
  }
  world.shows(after, after.status === 200 ? 'The owner is known.' : 'The sign-in is gone.')
  return after
}

export const faultsExperiments: readonly Experiment[] = [
  experiment({
    id: 'faults.store-down',
    question: 'Who is still known while the store of states is down?',
    claim: { text: 'With sessions, a dead store is a dead site.', by: 'Auth0; redis.io' },
    references: ['ASVS 16.5.3', 'contract rule 12'],
    steps: [
      'The owner signs in.',
      'The store is stopped.',
      'Who is it?',
      'The store is started again.',
      'Who is it?',
    ],
    verdicts: {
      'goes-on': 'the owner is known all the time',
      'pauses-plainly': '503 while it is down, known again afterwards',
      'loses-sign-ins': 'the sign-in is gone afterwards',
    },
    control: { changed: 'The store is not stopped.', verdict: 'goes-on' },
    expected: {
      client: ['goes-on', 'There is no store of states.'],
      server: ['goes-on', 'The store is the process itself: it goes down with the server.'],
      'server-session-redis': [
        'pauses-plainly',
        'Without the store nobody can be known: 503, and no false sign-out.',
      ],
    },
    advice:
      'Answer 503 at once and say so in /health/ready; never take a store that is away for a visitor who is unknown.',
    needs: ['stop-store'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      if (!control) await world.stopStore()
      const during = await owner.get('/me')
      world.shows(during, during.status === 200 ? 'The owner is known.' : 'Nobody can be known.')
      if (!control) await world.startStore()
      const after = await whenItAnswers(world, owner)
      if (after.status !== 200) return { verdict: 'loses-sign-ins' }
      return { verdict: during.status === 503 ? 'pauses-plainly' : 'goes-on' }
    },
  }),
  experiment({
    id: 'faults.store-frozen',
    question: 'What becomes of a request while the store takes what is sent, and does not answer?',
    claim: {
      text: 'While Redis is down, requests hang.',
      by: 'connect-redis issues 159, 202, 373 and 400',
    },
    references: ['ASVS 16.5.2', 'contract rule 12'],
    steps: [
      'The owner signs in.',
      'The store is frozen (SIGSTOP).',
      'The owner asks who it is, and waits for 8 s at most.',
      'The store goes on.',
      'The owner asks again.',
    ],
    verdicts: {
      'goes-on': 'the owner is known all the time',
      'pauses-plainly': '503 while it is frozen, known again afterwards',
      hangs: 'no answer',
      'loses-sign-ins': 'the owner is taken for a stranger, meanwhile or afterwards',
    },
    control: { changed: 'The store is not frozen.', verdict: 'goes-on' },
    expected: {
      client: ['goes-on', 'There is no store of states.'],
      server: ['goes-on', 'The store is the process itself.'],
      'server-session-redis': [
        'pauses-plainly',
        'The server waits for the store for less than a second, and then says so.',
      ],
    },
    advice: 'Give every call of a store a time limit: a client of Redis has none by itself.',
    needs: ['stop-store'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      if (!control) await world.freezeStore()
      const during = await owner.get('/me', { timeoutMs: 8000 }).catch((error) => {
        if (error.code !== 'timeout') throw error
        world.event('No answer in 8 s.')
        return undefined
      })
      const isKnown = during?.status === 200
      if (during) world.shows(during, isKnown ? 'The owner is known.' : 'Nobody can be known.')
      if (!control) await world.startStore()
      if (during === undefined) return { verdict: 'hangs' }
      const after = await whenItAnswers(world, owner)
      const isPlain = isKnown || during.status === 503
      if (after.status !== 200 || !isPlain) return { verdict: 'loses-sign-ins' }
      const figures = { answeredAfterMilliseconds: Math.round(during.milliseconds) }
      return { verdict: isKnown ? 'goes-on' : 'pauses-plainly', figures }
    },
  }),
  experiment({
    id: 'faults.strangers-while-store-down',
    question: 'Is a stranger who visits still served while the store of states is down?',
    claim: { text: 'With sessions, a dead store is a dead site.', by: 'Auth0; redis.io' },
    references: ['ASVS 16.5.3', 'contract rule 12'],
    steps: [
      'The store is stopped.',
      'A stranger asks for the page, whose visits are counted.',
      'A signed-in owner asks for what needs no state (`GET /about`).',
    ],
    verdicts: {
      served: 'both are answered',
      'without-state-only': '503 for the page; what needs no state is answered',
      nothing: 'not even what needs no state',
    },
    control: { changed: 'The store is not stopped.', verdict: 'served' },
    expected: {
      client: ['served', 'There is no store of states.'],
      server: ['served', 'The store is the process itself.'],
      'server-session-redis': [
        'without-state-only',
        'A count that can’t be kept is not promised; the store is asked only where it is needed.',
      ],
    },
    advice:
      'Look a session up where a route needs it, not in front of all, health checks among them.',
    needs: ['stop-store'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      if (!control) await world.stopStore()
      const page = await world.visitor('stranger').get('/')
      world.shows(page, page.status === 200 ? 'Served.' : 'Not served.')
      const about = await owner.get('/about')
      world.shows(about, about.status === 200 ? 'Answered.' : 'Not answered.')
      if (!control) await world.startStore()
      if (about.status !== 200) return { verdict: 'nothing' }
      return { verdict: page.status === 200 ? 'served' : 'without-state-only' }
    },
  }),
]
