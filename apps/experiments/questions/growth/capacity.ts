/** Growth: how much there is room for, in one state and on one server. */

import { type Experiment, experiment } from '../../experiment.ts'
import type { Person } from '../../person.ts'
import { crowd } from '../../steps/crowd.ts'
import { fill } from '../../steps/note.ts'
import type { World } from '../../world.ts'

/** So that a server is full after a few visitors, where it can be full. */
const SMALL_STORE = { MEMORY_STORE_MEBIBYTES: '1' }

/** Large notes first, so that few requests fill a state. */
const MUCH = { firstCharacters: 30_000, leastCharacters: 1000 }

/**
 * @returns how many of them were told that there is no room, and what makes room again: each signs out, as the
 * next run is at the same server
 */
async function visitorsWhoFill(
  world: World,
  visitors: number,
): Promise<{ refused: number; leave: () => Promise<void> }> {
  const here: Person[] = []
  let refused = 0
  for (let number = 1; number <= visitors; number += 1) {
    const visitor = world.visitor(`visitor ${number}`)
    here.push(visitor)
    const login = await visitor.signIn(await world.user())
    const last = login.status === 200 ? (await fill(visitor, MUCH)).last : login
    if (last.status !== 503) continue
    refused += 1
    world.shows(last, 'There is no more room.')
  }
  const leave = async () => {
    for (const visitor of here) await visitor.signOut()
  }
  return { refused, leave }
}

export const growthRoomExperiments: readonly Experiment[] = [
  experiment({
    id: 'growth.room-for-notes',
    question: 'How much can be remembered of one visitor?',
    claim: {
      text: 'A cookie holds 4 KB, a session what you like.',
      by: 'Express; cookie-session README',
    },
    references: ['RFC 6265bis 5.6', 'contract GET /about: limits'],
    steps: [
      'The owner signs in.',
      'The owner writes notes until not one more of 64 characters fits.',
    ],
    verdicts: {
      'within-a-cookie': 'less than 4,096 characters',
      'more-than-a-cookie': 'more than that',
    },
    control: { changed: 'The owner stops after 1,000 characters.', verdict: 'within-a-cookie' },
    expected: {
      client: [
        'within-a-cookie',
        'Notes, names and times share one cookie, three bytes in four of it.',
      ],
      server: ['more-than-a-cookie', 'The server has room for 64 KiB of each.'],
    },
    advice: 'Count on 2,500 characters in a cookie, and on half of that in an encrypted one.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const most = control ? { firstCharacters: 1000, mostCharacters: 1000 } : {}
      const { keptCharacters, last } = await fill(owner, most)
      world.shows(last, `${keptCharacters} characters of notes are kept.`)
      const verdict = keptCharacters < 4096 ? 'within-a-cookie' : 'more-than-a-cookie'
      return { verdict, figures: { keptCharacters } }
    },
  }),
  experiment({
    id: 'growth.full-server',
    question: 'Can visitors who signed in fill a server, so that there is no room for others?',
    claim: { text: 'Sessions take memory of the server for each visitor.', by: 'common, for JWT' },
    references: ['ASVS 2.4.1', 'docs/configuration'],
    steps: [
      'A server may take 1 MiB for states.',
      'One after the other, 20 visitors sign in and write as many notes as fit.',
      'The first of them asks for the notes.',
    ],
    verdicts: {
      'room-for-all': 'all are let in and have their notes',
      'full-for-newcomers': 'who comes late gets 503, who was there keeps all',
      'pushed-out': 'who was there is forgotten for who comes late',
    },
    control: { changed: 'Three visitors come.', verdict: 'room-for-all' },
    expected: {
      client: ['room-for-all', 'Each brings along the room for the own state.'],
      server: ['full-for-newcomers', 'All that is remembered is in its memory, up to the limit.'],
      'server-session-redis': [
        'room-for-all',
        'The memory is that of Redis, which has its own limit.',
      ],
    },
    advice:
      'Give the store a limit, and let the limit hit newcomers: who is signed in must not be pushed out.',
    needs: ['alone'],
    settings: SMALL_STORE,
    asksForUnavailable: true, // a full store answers 503
    async run(world, { control }) {
      const first = await world.signedIn('first')
      await fill(first, MUCH)
      const { refused, leave } = await visitorsWhoFill(world, control ? 2 : 19)
      const notes = await first.get('/notes')
      const hasNotes = ((notes.member('notes') ?? []) as unknown[]).length > 0
      world.shows(notes, `The first ${hasNotes ? 'has' : 'has not'} the notes.`)
      await leave()
      await first.signOut()
      const figures = { refusedVisitors: refused }
      if (!hasNotes) return { verdict: 'pushed-out', figures }
      return { verdict: refused > 0 ? 'full-for-newcomers' : 'room-for-all', figures }
    },
  }),
  experiment({
    id: 'growth.robots',
    question: 'Does every visit of a robot that keeps no cookies leave something on the server?',
    claim: {
      text: 'Robots fill the session store.',
      by: 'express-session README (saveUninitialized)',
    },
    references: ['ASVS 2.4.1', 'docs/decisions/room-for-strangers'],
    steps: [
      'A server may take 1 MiB for states.',
      'A visitor comes, who does not sign in.',
      'Fourteen others sign in, and write as many notes as fit.',
      'A robot comes 600 times, without a cookie.',
      'Are there states of it in the store, or was the visitor pushed out for them?',
    ],
    verdicts: { nothing: 'nothing is there of it', states: 'a state for each visit' },
    control: { changed: 'The robot does not come.', verdict: 'nothing' },
    expected: {
      client: ['nothing', 'The state goes to the robot, which throws it away.'],
      server: ['states', 'Each visit is counted, so each needs a state; the oldest go.'],
    },
    advice:
      'Keep nothing of a visitor of whom there is nothing to keep, and let strangers go first when a store is full.',
    needs: ['alone'],
    settings: SMALL_STORE,
    asksForUnavailable: true, // a full store answers 503
    async run(world, { control }) {
      const linesOf = async () => (await world.storeContent())?.split('\n').length ?? 0
      const visitor = world.visitor('visitor')
      world.shows(await visitor.get('/'), 'The first visit.')
      const { leave } = await visitorsWhoFill(world, 14)
      const before = await linesOf()
      if (!control) await crowd(world.visitor('robot'), 600)
      const left = (await linesOf()) - before
      if (!control) world.event('A robot came 600 times.')
      world.event(`States more in a store that can be read: ${left}.`)
      const again = await visitor.get('/')
      const isKnown = Number(again.member('visits')) === 2
      world.shows(again, isKnown ? 'The visitor is known.' : 'The visitor was pushed out.')
      await leave()
      return { verdict: left > 0 || !isKnown ? 'states' : 'nothing' }
    },
  }),
]
