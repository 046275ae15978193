import { isDeepStrictEqual } from 'node:util'
import type { ConformanceCase } from '../../case.ts'
import { record } from '../../help/about.ts'
import { expectNoCookie } from '../../help/cookies.ts'

export const aboutCases: readonly ConformanceCase[] = [
  {
    id: 'about.describes-server',
    requirement: 'GET /about names the style, the carriers, the cookies and who keeps the state.',
    level: 'MUST',
    references: ['contract GET /about'],
    run: async (context) => {
      const { expect } = context
      const exchange = await context.visitor().get('/about')
      expect.status(exchange, 200)
      expect.equal(exchange.mediaType, 'application/json', 'media type of GET /about')
      const style = exchange.member('style')
      const isName = typeof style === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(style)
      expect.that(isName, 'style', 'a name of a-z, 0-9 and -', style)
      expect.oneOf(exchange.member('stateKeptBy'), ['client', 'server'], 'stateKeptBy')
      expect.that(context.about.cookies.length > 0, 'cookies', 'at least one name', 'none')
      expect.that(context.about.carriers.includes('cookie'), 'carriers', 'cookie among them', [
        ...context.about.carriers,
      ])
    },
  },
  {
    id: 'about.store-where-server-keeps-state',
    requirement: 'GET /about names a store where the server keeps the state, and null elsewhere.',
    level: 'MUST',
    references: ['contract GET /about'],
    run: async ({ about, expect }) => {
      if (about.stateKeptBy === 'client') expect.equal(about.store, null, 'store')
      else
        expect.that(about.store !== null && about.store !== undefined, 'store', 'a store', 'none')
    },
  },
  {
    id: 'about.numbers-are-whole',
    requirement: 'Lifetimes and limits in GET /about are whole numbers above zero.',
    level: 'MUST',
    references: ['contract GET /about'],
    run: async ({ about, expect }) => {
      const numbers = { ...about.lifetime, stateBytes: about.limits.stateBytes }
      for (const [name, number] of Object.entries({ ...numbers, ...about.limits.signIn })) {
        const whole = Number.isInteger(number) && number > 0
        expect.that(whole, name, 'a whole number above 0', number)
      }
    },
  },
  {
    id: 'about.sign-in-limits-widen',
    requirement:
      'Failures are limited tightest for an account from one address, more loosely for an address, and for an account from everywhere beyond the reach of one address.',
    level: 'MUST',
    references: ['contract rule 8', 'ASVS 6.1.1', 'ASVS 6.3.1'],
    run: async ({ about, expect }) => {
      const { accountAndAddress, address, account } = about.limits.signIn
      expect.that(
        accountAndAddress < address && accountAndAddress < account,
        'limits.signIn',
        'accountAndAddress below both address and account',
        about.limits.signIn,
      )
    },
  },
  {
    id: 'about.needs-no-visitor',
    requirement: 'GET /about tells everyone the same, and sets no cookie.',
    level: 'MUST',
    references: ['contract GET /about', 'contract rule 2'],
    run: async (context) => {
      const stranger = await context.visitor().get('/about')
      const member = await (await context.signedIn()).get('/about')
      const later = await context.visitor().get('/about')
      const [seen = {}, before = {}, after = {}] = [member, stranger, later].map((each) => {
        return record(each.json())
      })
      for (const name of new Set([...Object.keys(before), ...Object.keys(seen)])) {
        // What moves on by itself, such as an uptime, is no answer to who asks.
        if (name in before && !isDeepStrictEqual(before[name], after[name])) continue
        const subject = `${name} in GET /about for a signed-in visitor, beside that for a stranger`
        context.expect.equal(seen[name], before[name], subject)
      }
      for (const exchange of [stranger, member, later]) expectNoCookie(context, exchange)
    },
  },
]
