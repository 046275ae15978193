import type { Exchange } from '../../../visitor/exchange.ts'
import type { ConformanceCase } from '../../case.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { addressLimitedForFirstUser, guess } from '../../help/guessing.ts'
import { tour } from '../../help/tour.ts'

/** Values of Referrer-Policy under which other sites learn the origin at most. */
const KEEPS_PATH = [
  'no-referrer',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
]

/** Of several the last one known counts; the earlier ones are for older browsers (Referrer Policy 8.1). */
function referrerPolicyOf(exchange: Exchange): string | undefined {
  return exchange.header('referrer-policy')?.split(',').at(-1)?.trim().toLowerCase()
}
/** Servers, frameworks and libraries, as their own error pages sign themselves. */
const SOFTWARE =
  /\b(fastify|express|nginx|apache|node\.js|jsonwebtoken|koa|hono|hapi|werkzeug|flask|django|uvicorn|starlette|gunicorn|tomcat|jetty|kestrel|asp\.net|laravel|spring boot)\b/i

/** Of several values the first decides, in any case (Fetch 3.5). */
function contentTypeOptionsOf(exchange: Exchange): string | undefined {
  return exchange.header('x-content-type-options')?.toLowerCase().split(',')[0]
}

export const headersCases: readonly ConformanceCase[] = [
  {
    id: 'headers.nosniff',
    requirement: 'Every answer has X-Content-Type-Options: nosniff.',
    level: 'MUST',
    references: ['contract rule 15', 'ASVS 3.4.4'],
    run: async (context) => {
      for (const exchange of await tour(context)) {
        const subject = `X-Content-Type-Options of ${exchange.name}`
        context.expect.equal(contentTypeOptionsOf(exchange), 'nosniff', subject)
      }
    },
  },
  {
    id: 'headers.referrer-policy',
    requirement: 'Every answer has a Referrer-Policy that browsers know.',
    level: 'MUST',
    references: ['contract rule 15', 'Referrer Policy 3'],
    run: async (context) => {
      for (const exchange of await tour(context)) {
        const value = referrerPolicyOf(exchange)
        const known = [...KEEPS_PATH, 'no-referrer-when-downgrade', 'unsafe-url']
        context.expect.oneOf(value, known, `Referrer-Policy of ${exchange.name}`)
      }
    },
  },
  {
    id: 'headers.referrer-policy-keeps-path',
    requirement: 'The Referrer-Policy lets no path leak to other sites.',
    level: 'SHOULD',
    references: ['ASVS 3.4.5'],
    run: async (context) => {
      for (const exchange of await tour(context)) {
        const value = referrerPolicyOf(exchange)
        context.expect.oneOf(value, KEEPS_PATH, `Referrer-Policy of ${exchange.name}`)
      }
    },
  },
  {
    id: 'headers.names-no-software',
    requirement: 'No answer names the software that made it.',
    level: 'MUST',
    references: ['contract rule 15', 'ASVS 13.4.6'],
    run: async (context) => {
      // Not Via: a proxy on the way has to add it (RFC 9110 7.6.3), and made nothing.
      const telling = ['server', 'x-powered-by', 'x-aspnet-version', 'x-generator']
      for (const exchange of await tour(context)) {
        for (const name of telling) {
          context.expect.equal(exchange.header(name), undefined, `${name} of ${exchange.name}`)
        }
        const named = SOFTWARE.exec(exchange.body)
        const isError = exchange.status >= 400
        context.expect.that(!isError || !named, exchange.name, 'no software named', named?.[0])
      }
    },
  },
  {
    id: 'headers.no-store',
    requirement: 'Every answer has Cache-Control: no-store.',
    level: 'MUST',
    references: ['contract rule 10', 'ASVS 14.3.2', 'RFC 9111 5.2.2.5'],
    run: async (context) => {
      for (const exchange of await tour(context)) {
        const directives = (exchange.header('cache-control') ?? '').toLowerCase().split(/\s*,\s*/)
        const subject = `Cache-Control of ${exchange.name}, ${exchange.status}`
        context.expect.that(directives.includes('no-store'), subject, 'no-store', directives)
      }
    },
  },
  {
    id: 'headers.never-not-modified',
    requirement: 'A conditional request gets the whole answer, and GET / counts it.',
    level: 'MUST',
    references: ['contract rule 10', 'contract GET /'],
    run: async (context) => {
      const visitor = context.visitor()
      const first = await visitor.get('/')
      // Not `*`: that one asks for 304 from whoever has anything at all (RFC 9110 13.1.2).
      const conditions = {
        'If-None-Match': first.header('etag') ?? '"of-an-earlier-visit"',
        'If-Modified-Since': first.header('last-modified') ?? 'Fri, 31 Dec 2060 23:59:59 GMT',
      }
      for (const [number, [name, value]] of Object.entries(conditions).entries()) {
        const again = await visitor.get('/', { headers: { [name]: value } })
        context.expect.status(again, 200, `with ${name}`)
        context.expect.equal(again.member('visits'), 2 + number, `visits with ${name}`)
      }
    },
  },
  {
    id: 'headers.of-too-many-attempts',
    requirement: 'The answer to a guesser has what every answer has: nosniff, no-store, a policy.',
    level: 'MUST',
    references: ['contract rule 10', 'contract rule 15'],
    needs: ['source-addresses'],
    run: async (context) => {
      context.willFail({ firstUser: 1 })
      const { username } = context.firstUser
      const localAddress = await addressLimitedForFirstUser(context)
      const exchange = await guess(context, { username, localAddress })
      context.given.status(exchange, 429)
      const header = (name: string) => exchange.header(name)?.toLowerCase() ?? ''
      context.expect.match(header('cache-control'), /\bno-store\b/, 'Cache-Control of the 429')
      context.expect.equal(contentTypeOptionsOf(exchange), 'nosniff', 'nosniff of the 429')
      context.expect.match(header('referrer-policy'), /\S/, 'Referrer-Policy of the 429')
      expectNoCookie(context, exchange)
    },
  },
  {
    id: 'headers.www-authenticate',
    requirement: 'Every 401 has WWW-Authenticate: Bearer where the style carries one, else Cookie.',
    level: 'MUST',
    references: ['contract rule 14', 'RFC 9110 11.6.1'],
    run: async (context) => {
      context.willFail({ unknown: 1 })
      const visitor = context.visitor()
      const wrong = { username: `nobody-${Date.now()}`, password: 'whatever-this' }
      const refusals = [
        await visitor.get('/me'),
        await visitor.get('/me', { accept: 'text/html' }),
        await visitor.put('/notes/x', { json: { text: 'x' } }),
        await context.notBusy(() => visitor.signIn(wrong)),
      ]
      const scheme = context.about.carriers.includes('bearer') ? /\bBearer\b/i : /\bCookie\b/i
      for (const exchange of refusals) {
        context.given.status(exchange, 401)
        const value = exchange.header('www-authenticate')
        context.expect.match(value, scheme, `WWW-Authenticate of ${exchange.name}`)
        const basic = /\bBasic\b/i.test(value ?? '')
        context.expect.that(!basic, `WWW-Authenticate of ${exchange.name}`, 'never Basic', value)
      }
    },
  },
]
