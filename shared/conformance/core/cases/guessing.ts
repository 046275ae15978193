import { median } from '../../help/sign-test.ts'
import type { CoreCase } from '../core-case.ts'
import { nameLike } from './sign-in.ts'

const GUESSES = 20
/** The last guesses against the first ones: what tells a brake from the noise of a machine. */
const SLOWER_RATIO = 4
const SLOWER_MS = 250

export const guessingCases: readonly CoreCase[] = [
  {
    id: 'core.guessing.slowed',
    requirement: `${GUESSES} wrong passwords in a row, for one name from one address, are slowed down.`,
    level: 'SHOULD',
    references: ['ASVS 6.3.1', 'ASVS 2.4.1'],
    alone: true,
    run: async (context) => {
      // An unknown name, so that no user is ever locked out by the suite.
      const username = nameLike(context.firstUser.username)
      const visitor = context.visitor()
      const times: number[] = []
      const statuses: number[] = []
      for (let guess = 0; guess < GUESSES; guess += 1) {
        const { answer } = await visitor.signIn({ username, password: `wrong-guess-${guess}` })
        times.push(answer.milliseconds)
        statuses.push(answer.status)
      }
      const [first, last] = [median(times.slice(0, 5)), median(times.slice(-5))]
      const slower = last > first * SLOWER_RATIO && last - first > SLOWER_MS
      const refused = statuses.at(-1) !== statuses[0]
      const counted = [...new Set(statuses)].map((status) => {
        return `${statuses.filter((each) => each === status).length} times ${status}`
      })
      context.expect.that(
        refused || slower,
        `${GUESSES} wrong passwords`,
        'another answer (429) or ever more time',
        `${counted.join(', ')}; ${first.toFixed(1)} ms at first and ${last.toFixed(1)} ms at last`,
      )
    },
  },
]
