import type { Exchange } from '../../visitor/exchange.ts'
import { record } from '../about.ts'
import type { ConformanceCase } from '../case.ts'
import { guess } from '../guessing.ts'
import { median, signTest } from '../sign-test.ts'
import { unknownName } from '../steps.ts'

const PAIRS = 26
/** Below it the difference is not by chance: fewer than one sound server in 10,000 gets there. */
const ALPHA = 1e-4
/** A difference too small to be told over a network is not held against a server. */
const NOTICEABLE_RATIO = 1.2

/** Headers that may differ between any two answers. */
const VARYING = ['date', 'etag', 'x-request-id', 'request-id', 'traceparent']

function headersOf(exchange: Exchange): Map<string, string> {
  const names = exchange.response.headers.map(([name]) => name.toLowerCase())
  return new Map(
    names
      .filter((name) => !VARYING.includes(name))
      .map((name) => [name, withoutNonces(exchange.header(name) ?? '')]),
  )
}

/** The texts from a little before their first difference on. */
function fromFirstDifference(one: string, other: string): [string, string] {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const from = Math.max(0, at - 20)
  return [one.slice(from, from + 80), other.slice(from, from + 80)]
}

function withoutNonces(text: string): string {
  return text.replace(/nonce(-|=")[\w+/=-]+/g, 'nonce')
}

export const enumerationCases: readonly ConformanceCase[] = [
  {
    id: 'enumeration.same-answer',
    requirement: 'An unknown name and a wrong password get one answer: status, headers and body.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 6.3.8'],
    run: async (context) => {
      const { expect } = context
      const known = await guess(context, { username: context.firstUser.username })
      const unknown = await guess(context, { username: unknownName() })
      expect.equal(unknown.status, known.status, 'status for an unknown name')
      const [seen, wanted] = [headersOf(unknown), headersOf(known)]
      for (const name of new Set([...seen.keys(), ...wanted.keys()])) {
        expect.equal(seen.get(name), wanted.get(name), `${name} for an unknown name`)
      }
      const members = (exchange: Exchange) => Object.keys(record(exchange.json()) ?? {})
      expect.equal(members(unknown), members(known), 'members for an unknown name')
      for (const name of ['type', 'title', 'status', 'detail', 'code']) {
        expect.equal(unknown.member(name), known.member(name), `${name} for an unknown name`)
      }
    },
  },
  {
    id: 'enumeration.same-page',
    requirement: 'The page for an unknown name differs from that for a wrong password in nothing.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 6.3.8'],
    run: async (context) => {
      const { username } = context.firstUser
      const stranger = unknownName()
      const pages = []
      for (const name of [username, stranger]) {
        const form = { username: name, password: 'not-the-password' }
        const visitor = context.visitor()
        const exchange = await context.notBusy(() => {
          return visitor.post('/login', { form, accept: 'text/html' })
        })
        context.expect.status(exchange, 401, 'from a form')
        pages.push(withoutNonces(exchange.body).replaceAll(name, 'NAME'))
      }
      const [known = '', unknown = ''] = pages
      const [seen, wanted] = fromFirstDifference(unknown, known)
      context.expect.equal(seen, wanted, 'page for an unknown name, where it differs')
    },
  },
  {
    id: 'enumeration.same-time',
    requirement: 'An unknown name is refused in the same time as a wrong password.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 6.3.8', 'ASVS 11.2.4'],
    needs: ['source-addresses'],
    uses: 'second-user',
    alone: true,
    limitSeconds: 60,
    run: async (context) => {
      context.willFail({ firstUser: PAIRS / 2, secondUser: PAIRS / 2 })
      const users = [context.firstUser, context.secondUser]
      const pairs: [number, number][] = []
      for (let pair = 0; pair < PAIRS; pair += 1) {
        // Both users share the failures, and each pair has an address, so that no count fills up.
        const known = users[pair % users.length]?.username ?? ''
        const localAddress = context.freshAddress()
        const ask = async (username: string) => {
          const exchange = await guess(context, { username, localAddress })
          if (exchange.status === 429)
            context.notJudged('an account whose failures are not used up')
          context.given.status(exchange, 401)
          return exchange.milliseconds
        }
        // Taking turns keeps what is first from always being the colder one.
        const unknownFirst = pair % 4 < 2
        const first = await ask(unknownFirst ? unknownName() : known)
        const second = await ask(unknownFirst ? known : unknownName())
        pairs.push(unknownFirst ? [first, second] : [second, first])
      }
      const test = signTest(pairs)
      const unknownMs = median(pairs.map(([unknown]) => unknown))
      const knownMs = median(pairs.map(([, known]) => known))
      const ratio = Math.max(unknownMs, knownMs) / Math.min(unknownMs, knownMs)
      context.expect.that(
        test.probability > ALPHA || ratio < NOTICEABLE_RATIO,
        `time over ${test.pairs} pairs`,
        'no telling difference',
        `unknown ${unknownMs.toFixed(1)} ms, known ${knownMs.toFixed(1)} ms (medians); the unknown took longer in ${test.firstGreater} of ${test.pairs}`,
      )
    },
  },
]
