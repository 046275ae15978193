import type { ConformanceCase } from '../case.ts'
import type { CaseContext } from '../context.ts'

const HOSTILE = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example/',
  'http:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\t/evil.example',
  ' //evil.example',
  '/notes\r\nSet-Cookie: planted=1',
  '/\u0000',
]

async function signInThen(context: CaseContext, next: string, query = '') {
  const { username, password } = context.firstUser
  const visitor = context.visitor()
  const exchange = await context.notBusy(() => {
    return visitor.post(`/login${query}`, {
      form: { username, password, ...(next === '' ? {} : { next }) },
      accept: 'text/html',
    })
  })
  context.expect.status(exchange, 303, `with next ${JSON.stringify(next)}`)
  return exchange
}

/**
 * Where a hostile "next" may lead: to the start; or to a path on this server, where it comes to that
 * when it is resolved against the own origin, as "http:evil.example" does on one of http.
 */
function harmless({ target }: CaseContext, next: string): string[] {
  const own = target.origin.origin
  const isHostile = /[\p{Cc}\\]|\/\//u.test(next) || !URL.canParse(next, own)
  const there = isHostile ? undefined : new URL(next, own)
  return [`${own}/`, ...(there?.origin === own ? [there.href] : [])]
}

/** Where a browser would go, as the whole address. */
function destination(context: CaseContext, location: string | undefined): string {
  const { origin } = context.target
  const isAddress = location !== undefined && URL.canParse(location, origin.href)
  return isAddress ? new URL(location, origin.href).href : `nowhere (${location})`
}

export const loginNextCases: readonly ConformanceCase[] = [
  {
    id: 'login.next-leads-on',
    requirement: 'The form\'s "next" leads on to that path of this server, query and all.',
    level: 'MUST',
    references: ['contract POST /login'],
    run: async (context) => {
      const exchange = await signInThen(context, '/notes?from=login')
      context.expect.equal(
        destination(context, exchange.header('location')),
        `${context.target.origin.origin}/notes?from=login`,
        'where Location leads',
      )
    },
  },
  {
    id: 'login.next-stays-here',
    requirement: 'A "next" that leads anywhere else, or holds control characters, leads to "/".',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 3.7.2', 'ASVS 1.2.2'],
    run: async (context) => {
      for (const next of HOSTILE) {
        const exchange = await signInThen(context, next)
        context.expect.oneOf(
          destination(context, exchange.header('location')),
          harmless(context, next),
          `where Location leads with next ${JSON.stringify(next)}`,
        )
        const planted = exchange.setCookies().some(({ name }) => name === 'planted')
        context.expect.that(!planted, 'Set-Cookie', 'no cookie out of next', 'the planted cookie')
      }
    },
  },
  {
    id: 'login.next-only-from-body',
    requirement: 'A "next" in the address of the sign-in is not followed.',
    level: 'MUST',
    references: ['contract POST /login'],
    run: async (context) => {
      const exchange = await signInThen(context, '', '?next=/notes')
      context.expect.equal(
        destination(context, exchange.header('location')),
        `${context.target.origin.origin}/`,
        'where Location leads with next in the address',
      )
    },
  },
]
