import { setTimeout as delay } from 'node:timers/promises'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import {
  expectLimited,
  type Guessing,
  guess,
  letIn,
  retryAfterSeconds,
} from '../../help/guessing.ts'
import { unknownName } from '../../help/steps.ts'

/** More failures than this take too long to bring about, with a password hash for each. */
const MOST_FAILURES = 120

/** Windows that a case can wait for the end of. */
const MOST_WINDOW_SECONDS = 10

/** After so many failures the guesser signs in with an account of its own. */
const FAILURES_BETWEEN = 4

const NOBODY = { username: '', password: '' }

/** The ways to ask for a sign-in that the contract has, and what a request may have beside. */
function waysToAsk({ about }: CaseContext): NonNullable<Guessing['as']>[] {
  const page = 'text/html'
  return [
    (json) => ({ json }),
    (body) => ({ form: { ...body } }),
    (body) => ({ form: { ...body, next: '/notes' }, accept: page }),
    (json) => ({ json, path: '/login?again=1' }),
    (json) => ({ json, headers: { 'User-Agent': 'another/1' } }),
    (json) => ({ json, cookies: { header: 'seen=1; attempts=0' } }),
    ...(about.carriers.includes('bearer')
      ? [(body: object) => ({ json: { ...body, carrier: 'bearer' } })]
      : []),
  ]
}

export const throttleEscapesCases: readonly ConformanceCase[] = [
  {
    id: 'throttle.other-request-is-no-way-out',
    requirement:
      'Failures count alike however the sign-in is asked for: as JSON or a form, for a cookie or a token, by whatever browser.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.3.1', 'ASVS 6.3.4'],
    needs: ['source-addresses'],
    run: async (context) => {
      const username = unknownName()
      const allowed = context.about.limits.signIn.accountAndAddress
      await expectLimited(context, () => ({ username }), allowed)
      for (const as of waysToAsk(context)) {
        const exchange = await guess(context, { username, as })
        const { headers, body = '' } = exchange.request
        const agent = headers.find(([name]) => name === 'User-Agent')?.[1]
        const told = `past the limit, by ${agent}, with ${body.replace(/wrong-guess-\d+/, '…')}`
        context.expect.status(exchange, 429, told)
      }
    },
  },
  {
    id: 'throttle.counts-every-kind',
    requirement: 'Whoever guesses in one of these ways alone is stopped at the declared count too.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.3.1', 'ASVS 6.3.4'],
    needs: ['source-addresses'],
    run: async (context) => {
      const { sourceAddresses } = context.target
      const ways = waysToAsk(context).filter((as) => as(NOBODY).accept === undefined)
      // Each has an address of its own, lest the count of one address ends it; without plenty, forms alone.
      for (const as of sourceAddresses?.plenty === true ? ways : ways.slice(1, 2)) {
        const username = unknownName()
        const localAddress = context.freshAddress()
        const guesser = () => ({ username, localAddress, as })
        await expectLimited(context, guesser, context.about.limits.signIn.accountAndAddress)
      }
    },
  },
  {
    id: 'throttle.success-erases-nothing',
    requirement:
      "Signing in with an account of one's own neither sets an address's failures back nor counts as one.",
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.3.1', 'ASVS 2.4.1'],
    needs: ['source-addresses'],
    slow: true,
    run: async (context) => {
      const { address } = context.about.limits.signIn
      if (address > MOST_FAILURES) {
        context.notJudged(`limits.signIn.address of ${MOST_FAILURES} or less`)
      }
      await letIn(context)
      let failures = 0
      while (failures <= address + 1) {
        const exchange = await guess(context, { username: unknownName() })
        if (exchange.status === 429) break
        context.given.problem(exchange, 401, 'invalid-credentials', `failure ${failures + 1}`)
        failures += 1
        if (failures % FAILURES_BETWEEN === 0 && failures < address) {
          const own = await context.notBusy(() => context.visitor().signIn(context.firstUser))
          context.expect.status(own, 200, `between, after ${failures} failures of ${address}`)
        }
      }
      const subject = 'failures before the 429, with sign-ins in between'
      const seen = failures > address + 1 ? `${failures} and still no 429` : String(failures)
      const right = failures >= address && failures <= address + 1
      context.expect.that(right, subject, String(address), seen)
    },
  },
  {
    id: 'throttle.ends-with-window',
    requirement: 'After the time that Retry-After tells, an attempt is looked at again.',
    level: 'MUST',
    references: ['contract rule 8', 'RFC 9110 10.2.3', 'ASVS 6.1.1'],
    needs: ['source-addresses'],
    slow: true,
    run: async (context) => {
      const { accountAndAddress, windowSeconds } = context.about.limits.signIn
      if (windowSeconds > MOST_WINDOW_SECONDS) {
        context.notJudged(`limits.signIn.windowSeconds of ${MOST_WINDOW_SECONDS} or less`)
      }
      const username = unknownName()
      const limited = await expectLimited(context, () => ({ username }), accountAndAddress)
      const seconds = retryAfterSeconds(limited)
      context.expect.that(
        seconds <= windowSeconds,
        'Retry-After',
        `${windowSeconds} at most`,
        seconds,
      )
      // Whoever asks meanwhile is refused, and waits no longer for it.
      await delay((seconds * 1000) / 2)
      context.expect.status(await guess(context, { username }), 429, 'half-way to it')
      await delay((seconds * 1000) / 2 + 250)
      context.expect.status(await guess(context, { username }), 401, `${seconds} s later`)
    },
  },
]
