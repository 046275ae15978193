import type { Exchange } from '../../../visitor/exchange.ts'
import { isClearing } from '../../../visitor/set-cookie.ts'
import { median, signTest } from '../../help/sign-test.ts'
import type { CoreCase } from '../core-case.ts'
import type { CoreContext } from '../core-context.ts'
import { nameLike } from './sign-in.ts'

const PAIRS = 20
/** Below it the difference is not by chance: fewer than one sound server in 10,000 gets there. */
const ALPHA = 1e-4
/** A difference too small to be told over a network is not held against a server. */
const NOTICEABLE_RATIO = 1.2
const NOTICEABLE_MS = 1

/** Headers that may differ between any two answers. */
const VARYING = ['date', 'etag', 'x-request-id', 'request-id', 'traceparent', 'content-length']

let guesses = 0

async function fail(
  context: CoreContext,
  username: string,
  options?: { localAddress: string | undefined },
): Promise<Exchange> {
  guesses += 1
  const visitor = context.visitor(options)
  const { answer } = await visitor.signIn({ username, password: `wrong-guess-${guesses}` })
  if (answer.status === 429) context.notJudged('a server that has not counted failures before')
  return answer
}

/** The headers that ought to be alike; of a cookie its name alone, for its value is random. */
function headersOf(exchange: Exchange): [string, string][] {
  const plain = exchange.response.headers
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !VARYING.includes(name) && name !== 'set-cookie' && !/limit/.test(name))
  const cookies = exchange.setCookies().map((cookie): [string, string] => {
    return ['set-cookie', `${cookie.name} ${isClearing(cookie) ? 'cleared' : 'set'}`]
  })
  return [...plain, ...cookies]
}

/** The body without what may differ: the name that was sent, and long random values. */
function bodyOf(exchange: Exchange, username: string): string {
  return exchange.body.replaceAll(username, 'NAME').replace(/[\w+/=-]{20,}/g, 'RANDOM')
}

export const enumerationCases: readonly CoreCase[] = [
  {
    id: 'core.enumeration.same-answer',
    requirement: 'An unknown name and a wrong password get one answer: status, headers and body.',
    level: 'SHOULD',
    references: ['ASVS 6.3.8', 'OWASP Authentication: error messages'],
    run: async (context) => {
      const { username } = context.secondUser
      const stranger = nameLike(username)
      const known = await fail(context, username)
      const unknown = await fail(context, stranger)
      const { expect } = context
      expect.equal(unknown.status, known.status, 'status for an unknown name')
      expect.equal(headersOf(unknown), headersOf(known), 'headers for an unknown name')
      const bodies = [bodyOf(unknown, stranger), bodyOf(known, username)]
      expect.equal(bodies[0], bodies[1], 'body for an unknown name')
    },
  },
  {
    id: 'core.enumeration.same-time',
    requirement: 'An unknown name is refused in the same time as a wrong password.',
    level: 'SHOULD',
    references: ['ASVS 6.3.8', 'OWASP Authentication: error messages'],
    alone: true,
    run: async (context) => {
      const pairs: [number, number][] = []
      for (let pair = 0; pair < PAIRS; pair += 1) {
        // Both users share the failures, so that no count fills up for one.
        const { username } = context.users[pair % 2] ?? context.firstUser
        // Nor for an address, where there is more than one to come from.
        const from = { localAddress: context.base.freshAddress() }
        const ask = async (name: string) => (await fail(context, name, from)).milliseconds
        // Taking turns keeps what is first from always being the colder one.
        const unknownFirst = pair % 4 < 2
        const first = await ask(unknownFirst ? nameLike(username) : username)
        const second = await ask(unknownFirst ? username : nameLike(username))
        pairs.push(unknownFirst ? [first, second] : [second, first])
      }
      const test = signTest(pairs)
      const unknownMs = median(pairs.map(([unknown]) => unknown))
      const knownMs = median(pairs.map(([, known]) => known))
      const ratio = Math.max(unknownMs, knownMs) / Math.min(unknownMs, knownMs)
      const noticeable = ratio >= NOTICEABLE_RATIO && Math.abs(unknownMs - knownMs) >= NOTICEABLE_MS
      context.expect.that(
        test.probability > ALPHA || !noticeable,
        `time over ${test.pairs} pairs`,
        'no telling difference',
        `unknown ${unknownMs.toFixed(1)} ms, known ${knownMs.toFixed(1)} ms (medians); the unknown took longer in ${test.firstGreater} of ${test.pairs}`,
      )
    },
  },
]
