/** Several instances, and what becomes of sign-ins when they come and go. */
import { type Experiment, experiment } from '../../experiment.ts'

export const instancesExperiments: readonly Experiment[] = [
  experiment({
    id: 'instances.two-without-stickiness',
    question: 'Do two instances behind a load balancer need sticky sessions?',
    claim: {
      text: 'Stateless scales out; sessions need stickiness or a shared store.',
      by: 'Auth0; cookie-session README ("simplify load-balanced scenarios")',
    },
    references: ['contract rule 12'],
    steps: [
      'The owner signs in at the first instance.',
      'Six requests go to the second and the first in turns.',
    ],
    verdicts: {
      'all-know': 'every answer knows who it is',
      'signed-out': 'after the first miss none does',
      some: 'some answers know, others do not',
    },
    control: { changed: 'All requests go to the first instance.', verdict: 'all-know' },
    expected: {
      client: ['all-know', 'All that an instance needs is the key.'],
      server: ['some', 'Each instance has a memory of its own.'],
      'server-session-redis': ['all-know', 'The instances share the store.'],
    },
    advice:
      'The memory store is for one instance. With two, a shared store, or a state that the client carries.',
    needs: ['second-instance'],
    async run(world, { control }) {
      const [first = 0, second = 0] = world.instances
      const owner = await world.signedIn('owner')
      const known: boolean[] = []
      for (let turn = 0; turn < 6; turn += 1) {
        const isSecond = turn % 2 === 0 && !control
        const me = await owner.at(isSecond ? second : first).get('/me')
        known.push(me.status === 200)
        const which = isSecond ? 'second' : 'first'
        world.shows(me, `The ${which} instance ${me.status === 200 ? 'knows' : 'does not know'}.`)
      }
      if (known.every((each) => each)) return { verdict: 'all-know' }
      return { verdict: known.some((each) => each) ? 'some' : 'signed-out' }
    },
  }),
  experiment({
    id: 'instances.restart',
    question: 'Does a sign-in outlast a restart of the server?',
    claim: { text: 'A restart signs everyone out.', by: '@fastify/session README (memory store)' },
    references: ['contract rule 12'],
    steps: ['The owner signs in.', 'The server is killed and started again.', 'Who is it?'],
    verdicts: { stays: 'still signed in', lost: 'signed out' },
    control: { changed: 'The server is not restarted.', verdict: 'stays' },
    expected: {
      client: ['stays', 'The state is with the visitor, the secret in the configuration.'],
      server: ['lost', 'The store was the memory of the process.'],
      'server-session-redis': ['stays', 'The store is another process.'],
    },
    advice: 'Each deploy is a restart: with the memory store it signs everyone out.',
    needs: ['restart'],
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      if (!control) await world.restart({ kill: true })
      const me = await owner.get('/me')
      world.shows(me, me.status === 200 ? 'Still signed in.' : 'Signed out.')
      return { verdict: me.status === 200 ? 'stays' : 'lost' }
    },
  }),
]
