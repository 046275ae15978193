/** Cost: what a visitor costs the server, in calls of a store and in memory. */
import { type Experiment, experiment } from '../experiment.ts'

const ASKED = 10

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
    verdicts: {
      none: 'no call leaves the process',
      reads: 'reads only',
      'reads-and-writes': 'it is written, too',
    },
    control: { changed: 'Who asks has no cookies.', verdict: 'none' },
    expected: {
      jwt: ['none', 'There is no store of states.'],
      'cookie-session': ['none', 'There is no store of states.'],
      'server-session': ['none', 'The store is the memory of the process.'],
      'server-session-redis': ['reads', 'One read each; what changes nothing writes nothing.'],
    },
    advice:
      'Turn off what writes with each request (`rolling`, `saveUninitialized`): a session then costs one read.',
    needs: ['alone'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const before = (await world.storeCalls()) ?? {}
      const asking = control ? world.visitor('stranger') : owner
      for (let turn = 0; turn < ASKED; turn += 1) await asking.get('/me')
      const after = (await world.storeCalls()) ?? {}
      // What counting itself calls is no answer.
      const names = Object.keys(after).filter((name) => !/^(info|hello|client|ping)/.test(name))
      const calls = (pattern: RegExp) =>
        names
          .filter((name) => pattern.test(name))
          .reduce((sum, name) => sum + (after[name] ?? 0) - (before[name] ?? 0), 0)
      const reads = calls(/get|ttl|exists|scan/)
      const writes = calls(/^set|del|expire|eval/)
      world.event(`For ${ASKED} requests: ${reads} reads, ${writes} writes.`)
      const figures = { readsPerRequest: reads / ASKED, writesPerRequest: writes / ASKED }
      if (writes > 0) return { verdict: 'reads-and-writes', figures }
      return { verdict: reads > 0 ? 'reads' : 'none', figures }
    },
  }),
]
