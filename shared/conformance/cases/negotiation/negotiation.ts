import { BROWSER_ACCEPT } from '../../../visitor/visitor.ts'
import type { ConformanceCase } from '../../case.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { expectNotSignedIn, notesOf } from '../../help/steps.ts'

const ALWAYS_JSON = ['/about', '/openapi.json', '/health/live', '/health/ready']

export const negotiationCases: readonly ConformanceCase[] = [
  {
    id: 'negotiation.json-otherwise',
    requirement: 'Whoever does not prefer text/html gets JSON, without an Accept header too.',
    level: 'MUST',
    references: ['contract Words', 'RFC 9110 12.5.1'],
    run: async (context) => {
      const accepts = [
        null,
        '*/*',
        'application/json',
        'application/*',
        'text/html;q=0.4, application/json;q=0.9',
        'text/html;q=0, */*',
      ]
      for (const accept of accepts) {
        const exchange = await context.visitor().get('/', { accept })
        context.expect.status(exchange, 200, `with Accept ${accept}`)
        context.expect.equal(exchange.mediaType, 'application/json', `type with Accept ${accept}`)
      }
    },
  },
  {
    id: 'negotiation.pages-for-browsers',
    requirement: 'Whoever prefers text/html gets the page.',
    level: 'MUST',
    references: ['contract Words', 'RFC 9110 12.5.1'],
    run: async (context) => {
      const accepts = [
        'text/html',
        BROWSER_ACCEPT,
        'application/json;q=0.4, text/html;q=0.9',
        'TEXT/HTML',
      ]
      for (const accept of accepts) {
        const exchange = await context.visitor().get('/', { accept })
        context.expect.status(exchange, 200, `with Accept ${accept}`)
        context.expect.equal(exchange.mediaType, 'text/html', `media type with Accept ${accept}`)
        // Named in the header, which then decides, or at the beginning of the page (HTML 4.2.5.4).
        const type = exchange.header('content-type') ?? ''
        const named = /charset=/i.test(type) ? type : exchange.body.slice(0, 1024)
        const isUtf8 = /charset=\s*["']?utf-?8/i.test(named)
        context.expect.that(isUtf8, 'charset of the page', 'utf-8', type)
      }
    },
  },
  {
    id: 'negotiation.not-acceptable',
    requirement: 'Whoever accepts neither gets 406 not-acceptable, and it counts nothing.',
    level: 'MUST',
    references: ['contract Words', 'contract rule 9', 'RFC 9110 15.5.7'],
    run: async (context) => {
      const visitor = context.visitor()
      for (const accept of ['image/png', 'text/plain', 'application/json;q=0, text/html;q=0']) {
        const exchange = await visitor.get('/', { accept })
        context.expect.problem(exchange, 406, 'not-acceptable', `with Accept ${accept}`)
        expectNoCookie(context, exchange)
      }
      const first = await visitor.get('/')
      context.expect.equal(first.member('visits'), 1, 'visits after it')
    },
  },
  {
    id: 'negotiation.not-acceptable-changes-nothing',
    requirement: 'A change whose answer would not be acceptable is not made.',
    level: 'MUST',
    references: ['contract Words', 'contract Order of checks'],
    run: async (context) => {
      const accept = 'image/png'
      const stranger = context.visitor()
      const signIn = await stranger.signIn(context.firstUser, { accept })
      context.expect.problem(signIn, 406, 'not-acceptable')
      await expectNotSignedIn(context, stranger, 'after a sign-in that was 406')
      const member = await context.signedIn()
      const note = await member.put('/notes/x', { json: { text: 'x' }, accept })
      context.expect.problem(note, 406, 'not-acceptable')
      context.expect.problem(await member.signOut({ accept }), 406, 'not-acceptable')
      context.expect.equal(await notesOf(context, member), [], 'notes, still signed in')
    },
  },
  {
    id: 'negotiation.always-json',
    requirement: 'GET /about, /openapi.json and health answer JSON, whatever is accepted.',
    level: 'MUST',
    references: ['contract Words'],
    run: async (context) => {
      for (const path of ALWAYS_JSON) {
        for (const accept of ['text/html', 'image/png', BROWSER_ACCEPT]) {
          const exchange = await context.visitor().get(path, { accept })
          context.expect.status(exchange, 200, `with Accept ${accept}`)
          context.expect.match(exchange.mediaType, /json$/, `media type of ${exchange.name}`)
        }
      }
    },
  },
  {
    id: 'negotiation.broken-accept',
    requirement: 'An Accept header that makes no sense is no error of the server.',
    level: 'MUST',
    references: ['contract rule 9', 'RFC 9110 12.5.1'],
    run: async (context) => {
      for (const accept of [';;;,,', 'text', '/', 'text/html;q=x', '*/*;q=1;q=0', '']) {
        const exchange = await context.visitor().get('/', { accept })
        context.expect.status(exchange, [200, 400, 406], `with Accept ${JSON.stringify(accept)}`)
      }
    },
  },
]
