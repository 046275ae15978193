/** Cost: what a visitor costs the server, in calls of the store. */
import { type Experiment, experiment } from '../../experiment.ts'
import type { World } from '../../world.ts'

const ASKED = 10

const VERDICTS = {
  none: 'no call leaves the process',
  reads: 'reads only',
  'reads-and-writes': 'it is written, too',
}

interface StoreCalls {
  readonly reads: number
  readonly writes: number
}

/** Calls that the store of states gets while something is done; none where there is no store to ask. Needs `alone`. */
async function storeCallsOf(world: World, act: () => Promise<void>): Promise<StoreCalls> {
  const before = (await world.storeCalls()) ?? {}
  await act()
  const after = (await world.storeCalls()) ?? {}
  // What counting itself calls is no answer.
  const names = Object.keys(after).filter((name) => !/^(info|hello|client|ping)/.test(name))
  const calls = (pattern: RegExp) =>
    names
      .filter((name) => pattern.test(name))
      .reduce((sum, name) => sum + (after[name] ?? 0) - (before[name] ?? 0), 0)
  return { reads: calls(/get|ttl|exists|scan/), writes: calls(/^set|del|expire|eval/) }
}

function told(world: World, { reads, writes }: StoreCalls) {
  world.event(`For ${ASKED} requests: ${reads} reads, ${writes} writes.`)
  const figures = { readsPerRequest: reads / ASKED, writesPerRequest: writes / ASKED }
  if (writes > 0) return { verdict: 'reads-and-writes', figures } as const
  return { verdict: reads > 0 ? 'reads' : 'none', figures } as const
}

export const growthCostExperiments: readonly Experiment[] = [
  experiment({
    id: 'growth.store-calls-of-a-read',
    question: 'How often is the store of states asked for a request that changes nothing?',
    claim: {
      text: 'A session costs a read and a write with each request.',
      by: '@fastify/session README (rolling); "sessions are slow"',
    },
    references: ['contract rule 6'],
    steps: ['The owner signs in.', 'The owner asks ten times who it is.', 'The calls are counted.'],
    verdicts: VERDICTS,
    control: { changed: 'Who asks has no cookies.', verdict: 'none' },
    expected: {
      client: ['none', 'There is no store of states.'],
      server: ['none', 'The store is the memory of the process.'],
      'server-session-redis': ['reads', 'One read each; what changes nothing writes nothing.'],
    },
    advice:
      'Turn off what writes with each request (`rolling`, `saveUninitialized`): a session then costs one read.',
    needs: ['alone'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const asking = control ? world.visitor('stranger') : owner
      const calls = await storeCallsOf(world, async () => {
        for (let turn = 0; turn < ASKED; turn += 1) await asking.get('/me')
      })
      return told(world, calls)
    },
  }),
  experiment({
    id: 'growth.store-calls-of-a-visit',
    question: 'How often is the store of states asked for a visit that is counted?',
    claim: {
      text: 'A session costs a read and a write with each request.',
      by: '@fastify/session README (rolling); "sessions are slow"',
    },
    references: ['contract rule 6'],
    steps: ['The owner signs in.', 'The owner visits ten times.', 'The calls are counted.'],
    verdicts: VERDICTS,
    control: { changed: 'The owner asks what this server is (`GET /about`).', verdict: 'none' },
    expected: {
      client: ['none', 'There is no store of states.'],
      server: ['none', 'The store is the memory of the process.'],
      'server-session-redis': ['reads-and-writes', 'Read, counted up, and written.'],
    },
    advice: 'Count visits somewhere else, and most requests of a session are one read.',
    needs: ['alone'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const calls = await storeCallsOf(world, async () => {
        for (let turn = 0; turn < ASKED; turn += 1) await owner.get(control ? '/about' : '/')
      })
      return told(world, calls)
    },
  }),
]
