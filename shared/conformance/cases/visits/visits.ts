import type { ConformanceCase } from '../../case.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { FIRST_VISIT, page, userIn, userOf, visit, visitMessage } from '../../help/steps.ts'

export const visitsCases: readonly ConformanceCase[] = [
  {
    id: 'visits.greets-then-counts',
    requirement:
      'The first visit is greeted as such, and the second is told that it is the second.',
    level: 'MUST',
    references: ['contract GET /'],
    run: async (context) => {
      const { expect } = context
      const visitor = context.visitor()
      const first = await visitor.get('/')
      expect.status(first, 200)
      expect.equal(first.member('message'), FIRST_VISIT, 'message of the first visit')
      expect.equal(first.member('visits'), 1, 'visits of the first visit')
      expect.equal(first.member('user'), null, 'user of the first visit')
      const second = await visitor.get('/')
      expect.equal(second.member('message'), visitMessage(2), 'message of the second visit')
      expect.equal(second.member('visits'), 2, 'visits of the second visit')
    },
  },
  {
    id: 'visits.counts-to-42',
    requirement: 'Each of 42 visits is counted, none twice.',
    level: 'MUST',
    references: ['contract GET /'],
    run: async (context) => {
      const visitor = context.visitor()
      for (let visits = 1; visits <= 42; visits += 1) {
        const exchange = await visitor.get('/')
        context.expect.equal(exchange.member('visits'), visits, `visits of visit ${visits}`)
        if (visits === 1) continue
        const message = exchange.member('message')
        context.expect.equal(message, visitMessage(visits), `message of visit ${visits}`)
      }
    },
  },
  {
    id: 'visits.counts-apart',
    requirement: 'Every visitor is counted apart from the others.',
    level: 'MUST',
    references: ['contract GET /', 'contract Words: visitor'],
    run: async (context) => {
      const [one, other] = [context.visitor(), context.visitor()]
      for (let visits = 1; visits <= 3; visits += 1) await visit(context, one)
      const first = await other.get('/')
      context.expect.equal(first.member('visits'), 1, 'visits of another visitor')
    },
  },
  {
    id: 'visits.head-counts-nothing',
    requirement:
      'HEAD / answers as GET does, without a body; it counts nothing and sets no cookie.',
    level: 'MUST',
    references: ['contract GET /', 'RFC 9110 9.3.2'],
    run: async (context) => {
      const { expect } = context
      const stranger = await context.visitor().request('HEAD', '/')
      expect.status(stranger, 200)
      expect.equal(stranger.body, '', 'body of HEAD /')
      expectNoCookie(context, stranger)
      const visitor = context.visitor()
      const before = await visit(context, visitor)
      const head = await visitor.request('HEAD', '/')
      expect.equal(head.mediaType, before.mediaType, 'media type of HEAD /')
      expectNoCookie(context, head)
      const after = await visitor.get('/')
      expect.equal(after.member('visits'), 2, 'visits of GET / after HEAD /')
    },
  },
  {
    id: 'visits.nothing-else-counts',
    requirement: 'No other request counts as a visit.',
    level: 'MUST',
    references: ['contract GET /', 'contract rule 7', 'ASVS 3.5.3'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const paths = ['/about', '/me', '/notes', '/health/live', '/openapi.json', '/no-such-page']
      for (const path of paths) {
        await visitor.get(path)
        await visitor.request('OPTIONS', path)
      }
      const exchange = await visitor.get('/')
      context.expect.equal(exchange.member('visits'), 1, 'visits after other requests')
    },
  },
  {
    id: 'visits.page-and-json-share-count',
    requirement: 'The page tells the same message and counts in the same count as the JSON.',
    level: 'MUST',
    references: ['contract GET /'],
    run: async (context) => {
      const { expect } = context
      const visitor = context.visitor()
      const first = await page(visitor)
      expect.status(first, 200)
      expect.that(first.body.includes(FIRST_VISIT), 'the page', FIRST_VISIT, 'another text')
      const second = await visitor.get('/')
      expect.equal(second.member('visits'), 2, 'visits of the JSON after one page')
      const third = await page(visitor)
      expect.that(third.body.includes(visitMessage(3)), 'the page', visitMessage(3), 'another text')
    },
  },
  {
    id: 'visits.names-user',
    requirement: 'GET / tells a signed-in visitor who they are, with name and role.',
    level: 'MUST',
    references: ['contract GET /'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const exchange = await visitor.get('/')
      context.expect.equal(userIn(exchange), context.firstUser.username, 'user.username of GET /')
      const me = await visitor.get('/me')
      context.expect.equal(userOf(exchange), userOf(me), 'user of GET /')
    },
  },
]
