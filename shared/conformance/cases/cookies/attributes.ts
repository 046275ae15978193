import { isClearing } from '../../../visitor/set-cookie.ts'
import type { ConformanceCase } from '../../case.ts'
import {
  cookiesOf,
  expectAttributes,
  expectEndsWithBrowser,
  expectSecure,
} from '../../help/cookie-rules.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { unknownName, visit } from '../../help/steps.ts'
import { errors, tour } from '../../help/tour.ts'

export const cookiesCases: readonly ConformanceCase[] = [
  {
    id: 'cookies.attributes',
    requirement:
      'Every cookie that is set is HttpOnly, SameSite=Lax and Path=/, has no Domain, and ends with the browser.',
    level: 'MUST',
    references: ['contract rule 1', 'ASVS 3.3.2', 'ASVS 3.3.4'],
    run: async (context) => {
      for (const { cookie, subject } of cookiesOf(await tour(context), (c) => !isClearing(c))) {
        expectAttributes(context, cookie, subject)
        expectEndsWithBrowser(context, cookie, subject)
      }
    },
  },
  {
    id: 'cookies.attributes-when-cleared',
    requirement:
      'A cookie is cleared with the attributes that it was set with, one that does not verify too.',
    level: 'MUST',
    references: ['contract rule 1', 'RFC 6265bis 5.7'],
    run: async (context) => {
      const cleared = cookiesOf(await tour(context), isClearing)
      context.expect.that(cleared.length > 0, 'POST /logout', 'a cookie cleared', 'none')
      for (const { cookie, subject } of cleared) expectAttributes(context, cookie, subject)
    },
  },
  {
    id: 'cookies.secure-over-https',
    requirement: 'Over HTTPS every cookie is Secure and has a name that begins with __Host-.',
    level: 'MUST',
    references: ['contract rule 1', 'ASVS 3.3.1', 'ASVS 3.3.3', 'RFC 6265bis 4.1.3'],
    needs: ['https'],
    run: async (context) => {
      for (const { cookie, subject } of cookiesOf(await tour(context), () => true)) {
        expectSecure(context, cookie, subject)
      }
    },
  },
  {
    id: 'cookies.only-declared',
    requirement: 'No cookie is set whose name GET /about does not list.',
    level: 'MUST',
    references: ['contract GET /about'],
    run: async (context) => {
      for (const { cookie, subject } of cookiesOf(await tour(context), () => true)) {
        context.expect.oneOf(cookie.name, context.about.cookies, `name in ${subject}`)
      }
    },
  },
  {
    id: 'cookies.none-twice',
    requirement: 'No answer sets the same cookie twice.',
    level: 'MUST',
    references: ['contract rule 1', 'RFC 6265bis 4.1.1'],
    run: async (context) => {
      for (const exchange of await tour(context)) {
        const names = exchange.setCookies().map(({ name }) => name)
        context.expect.equal(new Set(names).size, names.length, `names set by ${exchange.name}`)
      }
    },
  },
  {
    id: 'cookies.browser-takes-all',
    requirement: 'A browser takes every cookie that is sent to it.',
    level: 'MUST',
    references: ['contract rule 1', 'RFC 6265bis 5.6', 'RFC 6265bis 5.7'],
    run: async (context) => {
      const visitor = context.visitor()
      await visit(context, visitor)
      await context.signIn(visitor)
      await visitor.put('/notes/tea', { json: { text: 'ünïcödé; "quoted", spaced' } })
      await visitor.signOut()
      context.expect.equal(visitor.jar.refused, [], 'cookies that the browser refused')
    },
  },
  {
    id: 'cookies.only-where-allowed',
    requirement: 'Reads other than GET / set no cookie, for strangers and members alike.',
    level: 'MUST',
    references: ['contract rule 2'],
    run: async (context) => {
      const paths = [
        '/about',
        '/me',
        '/notes',
        '/sessions',
        '/openapi.json',
        '/health/live',
        '/nope',
      ]
      for (const visitor of [context.visitor(), await context.signedIn()]) {
        for (const path of paths) {
          expectNoCookie(context, await visitor.get(path))
          expectNoCookie(context, await visitor.request('OPTIONS', path))
        }
        expectNoCookie(context, await visitor.request('HEAD', '/'))
      }
    },
  },
  {
    id: 'cookies.errors-set-none',
    requirement: 'An error sets no cookie, and leaves a good credential alone.',
    level: 'MUST',
    references: ['contract rule 2'],
    run: async (context) => {
      context.willFail({ unknown: 2 })
      const visitor = await context.signedIn()
      for (const exchange of await errors(context, visitor)) {
        context.given.that(exchange.status >= 400, exchange.name, 'an error', exchange.status)
        expectNoCookie(context, exchange)
      }
      const anonymous = context.visitor()
      await visit(context, anonymous)
      for (const exchange of await errors(context, anonymous)) expectNoCookie(context, exchange)
      const wrong = { username: unknownName(), password: 'whatever-this' }
      for (const stranger of [anonymous, context.visitor()]) {
        expectNoCookie(context, await context.notBusy(() => stranger.signIn(wrong)))
        expectNoCookie(context, await stranger.post('/password', { json: {} }))
      }
    },
  },
  {
    id: 'cookies.clear-site-data-spares-them',
    requirement:
      'Clear-Site-Data never names cookies, which would sign out of the other ports too.',
    level: 'MUST',
    references: ['contract rule 1'],
    run: async (context) => {
      for (const exchange of await tour(context)) {
        const value = exchange.header('clear-site-data') ?? ''
        context.expect.lacks(value, /"(cookies|\*)"/, `Clear-Site-Data of ${exchange.name}`)
      }
    },
  },
]
