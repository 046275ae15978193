/** Several instances: deploys with another secret, and what one instance does that another must know. */
import { randomBytes } from 'node:crypto'
import { type Experiment, experiment } from '../../experiment.ts'

const freshSecret = () => randomBytes(32).toString('base64url')

export const instancesDeployExperiments: readonly Experiment[] = [
  experiment({
    id: 'instances.sign-out-at-another',
    question: 'Does a sign-out at one instance hold at the other?',
    claim: { text: 'A session store makes sign-out hold everywhere.', by: 'common, for sessions' },
    references: ['ASVS 7.4.1', 'contract rule 13'],
    steps: [
      'The owner signs in at the first instance, and a thief copies the cookies.',
      'A load balancer sends the owner’s sign-out to the second.',
      'The thief asks the first.',
    ],
    verdicts: { 'still-in': 'the copy still signs in', out: 'the copy is dead' },
    control: { changed: 'The owner does not sign out.', verdict: 'still-in' },
    expected: {
      client: ['still-in', 'A sign-out ends nothing, wherever it is.'],
      server: ['still-in', 'The second has a memory of its own, and knows nobody to sign out.'],
      'server-session-redis': ['out', 'Both look into the same store.'],
      'jwt-denylist': ['out', 'The list is in the accounts’ database, which both share.'],
      'cookie-session-denylist': [
        'out',
        'The list is in the accounts’ database, which both share.',
      ],
    },
    surprise:
      'A server session on the memory store is no better than a token here: the sign-out is answered 204 by an instance that never knew the session.',
    advice: 'Whatever revokes has to be shared by all instances.',
    needs: ['second-instance'],
    async run(world, { control }) {
      const [first = 0, second = 0] = world.instances
      const owner = await world.signedIn('owner')
      const thief = owner.copy('thief')
      if (!control) world.shows(await owner.at(second).signOut(), 'Signed out, says the second.')
      const me = await thief.at(first).get('/me')
      world.shows(me, me.status === 200 ? 'The copy still signs in.' : 'The copy is dead.')
      return { verdict: me.status === 200 ? 'still-in' : 'out' }
    },
  }),
  experiment({
    id: 'instances.failures-counted-together',
    question: 'Are failed sign-ins at one instance counted at the other?',
    claim: { text: 'Stateless servers need nothing in common.', by: 'common, for JWT' },
    references: ['ASVS 6.3.1', 'contract rule 8'],
    steps: [
      'Somebody guesses three times at the first instance.',
      'The owner signs in at the second, from the same address.',
    ],
    verdicts: { counted: '429', 'not-counted': 'the owner is let in' },
    control: { changed: 'Nobody guesses.', verdict: 'not-counted' },
    expected: {
      client: ['counted', 'The counts are in the accounts’ database.'],
      server: ['counted', 'The counts are in the accounts’ database.'],
    },
    advice: 'A login needs shared state, whatever remembers the visitor afterwards.',
    settings: { SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '3' },
    needs: ['second-instance'],
    async run(world, { control }) {
      const [first = 0, second = 0] = world.instances
      const user = await world.user()
      const guesser = world.visitor('guesser').at(first)
      for (let guess = 0; guess < 3 && !control; guess += 1) {
        const password = `guess number ${guess}`
        world.shows(await guesser.signIn({ ...user, password }), 'A wrong guess.')
      }
      const login = await world.visitor('owner').at(second).signIn(user)
      world.shows(login, login.status === 200 ? 'Let in.' : 'Too many attempts.')
      return { verdict: login.status === 429 ? 'counted' : 'not-counted' }
    },
  }),
  experiment({
    id: 'instances.secret-known-to-one',
    question:
      'Does a sign-in outlast a moment in which only one of two instances knows the new secret?',
    claim: {
      text: 'A token that one instance refuses works again at the next.',
      by: 'common, for JWT',
    },
    references: ['ASVS 13.3.4', 'docs/configuration'],
    steps: [
      'The first instance gets a new secret in front of the old one; the second does not know it yet.',
      'The owner signs in at the first, asks the second who it is, and then the first.',
      'The owner makes a visit at the second, and asks the first again.',
    ],
    verdicts: {
      stays: 'both know the owner',
      'lost-by-a-visit':
        'a question to the second does no harm; a visit there begins anew, in the place of the sign-in',
      'lost-by-a-question': 'the second takes away what it does not know',
    },
    control: {
      changed: 'The second instance knows the new secret, behind the old one.',
      verdict: 'stays',
      at: ['client', 'server-session-redis'],
    },
    expected: {
      client: [
        'lost-by-a-visit',
        'To the second the cookie is a stranger’s, who gets a new one with the first visit.',
      ],
      server: [
        'lost-by-a-visit',
        'To the second the id is a stranger’s, who gets a new one with the first visit.',
      ],
    },
    surprise:
      'The libraries of cookies and sessions clear what they do not know, so expected was a loss with the first question. The workarounds here keep it from them, and all three styles come through a read; none comes through a visit.',
    advice: 'Two steps: first SECRETS=OLD,NEW everywhere, then SECRETS=NEW,OLD.',
    needs: ['second-instance', 'restart'],
    async run(world, { control }) {
      const [first = 0, second = 0] = world.instances
      const fresh = freshSecret()
      await world.restart({ instance: 0, secrets: [fresh, ...world.secrets] })
      if (control) await world.restart({ instance: 1, secrets: [...world.secrets, fresh] })
      const user = await world.user()
      const owner = world.visitor('owner')
      world.shows(await owner.at(first).signIn(user), 'Signed in, by the new secret.')
      const atSecond = await owner.at(second).get('/me')
      world.shows(atSecond, `The second ${atSecond.status === 200 ? 'knows' : 'does not know'}.`)
      const atFirst = await owner.at(first).get('/me')
      world.shows(atFirst, `The first ${atFirst.status === 200 ? 'knows' : 'does not know'}.`)
      if (atFirst.status !== 200) return { verdict: 'lost-by-a-question' }
      world.shows(await owner.at(second).get('/'), 'A visit at the second.')
      const afterwards = await owner.at(first).get('/me')
      const isKnown = afterwards.status === 200
      world.shows(afterwards, `The first ${isKnown ? 'knows' : 'does not know'}.`)
      return { verdict: isKnown ? 'stays' : 'lost-by-a-visit' }
    },
  }),
  experiment({
    id: 'instances.old-secret-dropped',
    question:
      'Does a visitor who came by while both secrets were known stay when the old one is dropped?',
    claim: { text: 'Rotating a key signs people out.', by: 'common, for JWT' },
    references: ['ASVS 13.3.4', 'docs/configuration'],
    steps: [
      'The owner signs in.',
      'The server is started again with a new secret in front of the old one, and the owner makes a visit.',
      'It is started again with the new one alone.',
      'The owner asks who it is.',
    ],
    verdicts: { stays: 'still signed in', lost: 'signed out' },
    control: { changed: 'The owner makes no visit in between.', verdict: 'lost' },
    expected: {
      client: ['stays', 'The visit was answered with a cookie signed by the new one.'],
      server: ['lost', 'The memory went with the first restart.'],
      'server-session-redis': ['stays', 'The id was signed anew on the visit.'],
    },
    advice: 'Keep the old secret for the idle time, then drop it.',
    needs: ['restart'],
    async run(world, { control }) {
      const fresh = freshSecret()
      const owner = await world.signedIn('owner')
      await world.restart({ secrets: [fresh, ...world.secrets] })
      if (!control) world.shows(await owner.get('/'), 'A visit while both are known.')
      await world.restart({ secrets: [fresh] })
      const me = await owner.get('/me')
      world.shows(me, me.status === 200 ? 'Still signed in.' : 'Signed out.')
      return { verdict: me.status === 200 ? 'stays' : 'lost' }
    },
  }),
]
