import type { Exchange } from '../../../visitor/exchange.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { record } from '../../help/about.ts'
import { changingAccount } from '../../help/account-change.ts'
import { expectAlike } from '../../help/alike.ts'
import { guess } from '../../help/guessing.ts'
import { median, signTest } from '../../help/sign-test.ts'
import { unknownName } from '../../help/steps.ts'

const PAIRS = 26
/** Below it the difference is not by chance: fewer than one sound server in 10,000 gets there. */
const ALPHA = 1e-4
/** A difference too small to be told over a network is not held against a server. */
const NOTICEABLE_RATIO = 1.2

/** Made from the body. */
const DERIVED = /^(content-length|etag)$/
/** Counts failures of one name, or from one address: what it says tells nothing, only whether it is there. */
const COUNTING = /rate-?limit/

/** What an answer tells, part by part: its status, its headers, and the members of its body. */
function told(exchange: Exchange, names: readonly string[]): Map<string, string> {
  const headers = exchange.response.headers
    .map(([name]) => name.toLowerCase())
    .filter((name) => !DERIVED.test(name))
    .map((name) => [name, COUNTING.test(name) ? 'some' : (exchange.header(name) ?? '')] as const)
  const members = Object.entries(record(exchange.json()) ?? {})
  const parts = [
    ['status', String(exchange.status)] as const,
    ...headers,
    ...members.map(([name, value]) => [`member ${name}`, JSON.stringify(value)] as const),
  ]
  return new Map(parts.map(([name, text]) => [name, unnamed(text, names)]))
}

/** Without the name that was asked for, which a server may repeat. */
function unnamed(text: string, names: readonly string[]): string {
  return names.reduce((rest, name) => rest.replaceAll(name, 'NAME'), text)
}

/** Wrong guesses for an unknown name, the first user, and another unknown name, in this order. */
async function refusals(
  context: CaseContext,
  ask: (username: string) => Promise<Exchange>,
): Promise<{ names: string[]; answers: [Exchange, Exchange, Exchange] }> {
  context.willFail({ firstUser: 1, unknown: 2 })
  const names = [unknownName(), context.firstUser.username, unknownName()] as const
  const answers = []
  for (const username of names) {
    const exchange = await ask(username)
    if (exchange.status === 429) context.given.status(exchange, 401)
    answers.push(exchange)
  }
  return { names: [...names], answers: answers as [Exchange, Exchange, Exchange] }
}

type Texts = [string, string, string]
type Parts = [Map<string, string>, Map<string, string>, Map<string, string>]

export const enumerationCases: readonly ConformanceCase[] = [
  {
    id: 'enumeration.same-answer',
    requirement: 'An unknown name and a wrong password get one answer: status, headers and body.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 6.3.8'],
    run: async (context) => {
      const { names, answers } = await refusals(context, (username) => guess(context, { username }))
      const [unknown, known, another] = answers.map((each) => told(each, names)) as Parts
      for (const name of new Set([...known.keys(), ...unknown.keys()])) {
        const [before, wanted, after] = [unknown, known, another].map((each) => {
          return each.get(name) ?? '(none)'
        }) as Texts
        expectAlike(context, [before, after], wanted, `${name} for an unknown name`)
      }
    },
  },
  {
    id: 'enumeration.same-page',
    requirement: 'The page for an unknown name differs from that for a wrong password in nothing.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 6.3.8'],
    run: async (context) => {
      const { names, answers } = await refusals(context, (username) => {
        const form = { username, password: 'not-the-password' }
        return context.notBusy(() =>
          context.visitor().post('/login', { form, accept: 'text/html' }),
        )
      })
      for (const exchange of answers) context.expect.status(exchange, 401, 'from a form')
      const [before, known, after] = answers.map(({ body }) => unnamed(body, names)) as Texts
      expectAlike(context, [before, after], known, 'page for an unknown name')
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
    run: async (context) => {
      context.willFail({ firstUser: PAIRS / 2, secondUser: PAIRS / 2 })
      const users = [context.firstUser, context.secondUser]
      await expectSameTime(context, ['unknown', 'known'], (pair) => {
        // Both users share the failures, and each pair has an address, so that no count fills up.
        const known = users[pair % users.length]?.username ?? ''
        const localAddress = context.freshAddress()
        return {
          usual: () => guess(context, { username: known, localAddress }),
          other: () => guess(context, { username: unknownName(), localAddress }),
        }
      })
    },
  },
  {
    id: 'enumeration.disabled-in-same-time',
    requirement: 'A disabled user is refused in the same time as an unknown name.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 6.3.8'],
    needs: ['source-addresses', 'account-changes'],
    uses: 'second-user',
    alone: true,
    run: async (context) => {
      context.willFail({ secondUser: PAIRS, unknown: PAIRS })
      const { username, password } = context.secondUser
      await changingAccount(context, async (accounts) => {
        await accounts('disable', username)
        await expectSameTime(context, ['disabled', 'unknown'], () => {
          const localAddress = context.freshAddress()
          const disabled = { username, password }
          return {
            usual: () => guess(context, { username: unknownName(), localAddress }),
            other: () => {
              const visitor = context.visitor({ localAddress })
              return context.notBusy(() => visitor.signIn(disabled))
            },
          }
        })
      })
    },
  },
]

type Ask = () => Promise<Exchange>

/** Compares the times of refusals in pairs, one of each kind. */
async function expectSameTime(
  context: CaseContext,
  [other, usual]: readonly [other: string, usual: string],
  askPair: (number: number) => { other: Ask; usual: Ask },
): Promise<void> {
  const pairs: [otherMs: number, usualMs: number][] = []
  for (let number = 0; number < PAIRS; number += 1) {
    const ask = askPair(number)
    const timed = async (asked: Ask) => {
      const exchange = await asked()
      if (exchange.status === 429) context.notJudged('an account whose failures are not used up')
      context.given.status(exchange, 401)
      return exchange.milliseconds
    }
    // Taking turns keeps what is first from always being the colder one.
    const otherFirst = number % 4 < 2
    const first = await timed(otherFirst ? ask.other : ask.usual)
    const second = await timed(otherFirst ? ask.usual : ask.other)
    pairs.push(otherFirst ? [first, second] : [second, first])
  }
  const test = signTest(pairs)
  const otherMs = median(pairs.map(([ms]) => ms))
  const usualMs = median(pairs.map(([, ms]) => ms))
  const ratio = Math.max(otherMs, usualMs) / Math.min(otherMs, usualMs)
  context.expect.that(
    test.probability > ALPHA || ratio < NOTICEABLE_RATIO,
    `time over ${test.pairs} pairs`,
    'no telling difference',
    `${other} ${otherMs.toFixed(1)} ms, ${usual} ${usualMs.toFixed(1)} ms (medians); the ${other} took longer in ${test.firstGreater} of ${test.pairs}`,
  )
}
