import type { ConformanceCase } from '../../case.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import {
  addressLimitedForFirstUser,
  allowedFailures,
  expectLetIn,
  expectLimited,
  guess,
  letIn,
  retryAfterSeconds,
} from '../../help/guessing.ts'
import { unknownName } from '../../help/steps.ts'

/** By which proxies tell the client's address. From a client, they tell nothing. */
const ADDRESS_HEADERS = [
  'X-Real-IP',
  'True-Client-IP',
  'CF-Connecting-IP',
  'Fastly-Client-IP',
  'X-Client-IP',
  'X-Cluster-Client-IP',
  'X-Forwarded',
  'Forwarded-For',
  'X-Originating-IP',
  'X-Remote-IP',
  'X-Remote-Addr',
]

/** Spellings that some library or database takes for the same name. */
function spellingsOf(name: string): string[] {
  const fullWidth = String.fromCodePoint(name.charCodeAt(0) + 0xfee0)
  return [
    name.toUpperCase(),
    ` ${name}`,
    `${name} `,
    `${name}\u00a0`,
    `${name}\u200b`,
    `${name}\u0000`,
    `${fullWidth}${name.slice(1)}`,
    `${name.slice(0, 1)}\u0301${name.slice(1)}`,
  ].filter((each) => each !== name && each.length <= 64)
}

export const throttleCases: readonly ConformanceCase[] = [
  {
    id: 'throttle.account-and-address',
    requirement:
      'After the declared failures for one account from one address the next answer is 429 too-many-attempts with Retry-After, for unknown names alike.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.3.1', 'RFC 6585 4', 'RFC 9110 10.2.3'],
    needs: ['source-addresses'],
    run: async (context) => {
      const { windowSeconds } = context.about.limits.signIn
      const username = unknownName()
      const allowed = allowedFailures(context, 'accountAndAddress')
      const limited = await expectLimited(context, () => ({ username }), allowed)
      context.expect.problem(limited, 429, 'too-many-attempts')
      expectNoCookie(context, limited)
      const after = limited.header('retry-after') ?? 'none'
      const seconds = retryAfterSeconds(limited)
      const sound = seconds > 0 && seconds <= windowSeconds + 1
      context.expect.that(sound, 'Retry-After', `1 to ${windowSeconds} seconds`, after)
    },
  },
  {
    id: 'throttle.right-password-too',
    requirement: 'Past the limit a right password is refused too, and signs nobody in.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.3.1'],
    needs: ['source-addresses'],
    run: async (context) => {
      const localAddress = await addressLimitedForFirstUser(context)
      const exchange = await context.visitor({ localAddress }).signIn(context.firstUser)
      context.expect.problem(exchange, 429, 'too-many-attempts', 'with the right password')
      expectNoCookie(context, exchange)
    },
  },
  {
    id: 'throttle.owner-not-locked-out',
    requirement: 'Failures from one address do not keep the owner of the account out from another.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.1.1'],
    needs: ['source-addresses'],
    // The user to itself, and before others fail: a success elsewhere may set a count of the account back.
    uses: 'second-user',
    slow: true,
    run: async (context) => {
      const { accountAndAddress } = context.about.limits.signIn
      const stranger = unknownName()
      await expectLimited(context, () => ({ username: stranger }), accountAndAddress)
      const there = await guess(context, {
        username: stranger,
        localAddress: context.freshAddress(),
      })
      context.expect.status(there, 401, 'for the same unknown name, from another address')

      const { username } = context.secondUser
      await context.signedIn(context.secondUser)
      context.willFail({ secondUser: accountAndAddress + 1 })
      const localAddress = context.freshAddress()
      await expectLimited(context, () => ({ username, localAddress }), accountAndAddress)
      const owner = context.visitor({ localAddress: context.freshAddress() })
      const exchange = await context.notBusy(() => owner.signIn(context.secondUser))
      context.expect.status(exchange, 200, 'as the owner, from another address')
    },
  },
  {
    id: 'throttle.neighbours-not-locked-out',
    requirement: 'Failures for one account do not keep another account out from the same address.',
    level: 'MUST',
    references: ['contract rule 8'],
    needs: ['source-addresses'],
    run: async (context) => {
      const username = unknownName()
      const allowed = allowedFailures(context, 'accountAndAddress')
      await expectLimited(context, () => ({ username }), allowed)
      await expectLetIn(context, 'as another user, from the same address')
    },
  },
  {
    id: 'throttle.successes-do-not-count',
    requirement: 'Only failures are counted: signing in often is never refused.',
    level: 'MUST',
    references: ['contract rule 8'],
    needs: ['source-addresses'],
    run: async (context) => {
      await letIn(context)
      const times = context.about.limits.signIn.accountAndAddress + 2
      if (times > 30) context.notJudged('limits.signIn.accountAndAddress of 28 or less')
      for (let time = 1; time <= times; time += 1) {
        const visitor = context.visitor()
        const exchange = await context.notBusy(() => visitor.signIn(context.firstUser))
        context.expect.status(exchange, 200, `sign-in number ${time} from one address`)
      }
    },
  },
  {
    id: 'throttle.forwarded-address-is-no-way-out',
    requirement: 'A client does not get another address by naming one in a header.',
    level: 'MUST',
    references: ['contract rule 7', 'contract rule 8', 'ASVS 4.1.3', 'ASVS 15.3.4'],
    needs: ['source-addresses'],
    run: async (context) => {
      const username = unknownName()
      const guesser = (number: number) => {
        const address = `198.51.100.${number + 1}`
        const headers = {
          'X-Forwarded-For': `${address}, ${address}`,
          Forwarded: `for=${address}`,
          ...Object.fromEntries(ADDRESS_HEADERS.map((name) => [name, address])),
        }
        return { username, options: { headers } }
      }
      await expectLimited(context, guesser, allowedFailures(context, 'accountAndAddress'))
    },
  },
  {
    id: 'throttle.other-spelling-is-no-way-out',
    requirement: 'Another spelling of a name that reaches the same account shares its count.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.3.1'],
    needs: ['source-addresses'],
    run: async (context) => {
      context.willFail({ firstUser: 2 * spellingsOf(context.firstUser.username).length })
      const { username, password } = context.firstUser
      const limited = await addressLimitedForFirstUser(context)
      for (const spelling of spellingsOf(username)) {
        const ask = (localAddress: string | undefined) => {
          const visitor = context.visitor({ localAddress })
          return context.notBusy(() => visitor.signIn({ username: spelling, password }))
        }
        const reaches = (await ask(context.freshAddress())).status === 200
        const exchange = await ask(limited)
        const as = `as ${JSON.stringify(spelling)}`
        if (reaches) context.expect.status(exchange, 429, `${as}, which reaches the account`)
        else context.expect.status(exchange, [400, 401, 429], `${as}, which reaches nobody`)
      }
    },
  },
  {
    id: 'throttle.page-of-refusal',
    requirement: 'A browser that guessed too often gets the refusal as a page.',
    level: 'MUST',
    references: ['contract rule 8', 'contract Words: problem'],
    needs: ['source-addresses'],
    run: async (context) => {
      const username = unknownName()
      const allowed = allowedFailures(context, 'accountAndAddress')
      await expectLimited(context, () => ({ username }), allowed)
      const options = { form: { username, password: 'wrong-again' }, accept: 'text/html' }
      const exchange = await context.visitor().post('/login', options)
      context.expect.status(exchange, 429, 'from a form')
      context.expect.equal(exchange.mediaType, 'text/html', 'media type')
      const told = exchange.body.includes('too-many-attempts')
      context.expect.that(told, 'the page', 'the code too-many-attempts', 'no code')
    },
  },
  {
    id: 'throttle.misshapen-does-not-count',
    requirement: 'A request that is no attempt (400) is not counted as a failure.',
    level: 'SHOULD',
    references: ['contract rule 8', 'contract rule 9'],
    needs: ['source-addresses'],
    run: async (context) => {
      const times = allowedFailures(context, 'accountAndAddress') + 2
      const { username } = context.firstUser
      for (let time = 0; time < times; time += 1) {
        const exchange = await context.visitor().post('/login', { json: { username } })
        context.given.status(exchange, 400)
      }
      await expectLetIn(context, `after ${times} requests without a password`)
    },
  },
]
