import type { Exchange } from '../../../visitor/exchange.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'

/** Leads elsewhere, or holds what no path does. */
function hostile({ target }: CaseContext): string[] {
  const { host, hostname, port, protocol } = target.origin
  const otherScheme = protocol === 'http:' ? 'https:' : 'http:'
  const otherPort = port === '4444' ? '4445' : '4444'
  return [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\/evil.example',
    'https://evil.example/',
    `${otherScheme}evil.example`,
    'HTTPS://evil.example',
    `//${host}@evil.example/`,
    `https://${host}.evil.example/`,
    `https://evil.example/?${host}/`,
    `//${hostname}:${otherPort}/`,
    `//${hostname}.evil.example/`,
    `//x${host}/`,
    'javascript:alert(1)',
    'data:text/html,x',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/notes\r\nSet-Cookie: planted=1',
    '/\u0000',
  ]
}

/**
 * Paths of this server that a careless reading makes addresses of another: decoded once too often, or put
 * behind the own origin. To follow one is as sound as to lead to "/".
 */
const NEARLY_HOSTILE = [
  '/%2Fevil.example',
  '/%5Cevil.example',
  '/%09/evil.example',
  '/%252Fevil.example',
  '@evil.example',
  '.evil.example',
]

/** The same, when the dots are taken out of them: what is left begins with two slashes. */
const DOTTED = ['/.//evil.example', '/..//evil.example', '/notes/..//evil.example']

async function signInThen(context: CaseContext, next: string, query = '', headers = {}) {
  const { username, password } = context.firstUser
  const visitor = context.visitor()
  const exchange = await context.notBusy(() => {
    return visitor.post(`/login${query}`, {
      form: { username, password, ...(next === '' ? {} : { next }) },
      accept: 'text/html',
      headers,
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

function expectHome(context: CaseContext, exchange: Exchange, when: string): void {
  const home = `${context.target.origin.origin}/`
  const there = destination(context, exchange.header('location'))
  context.expect.equal(there, home, `where Location leads with ${when}`)
}

/** Requires that a browser stays on this server, at whatever path. */
function expectHere(context: CaseContext, exchange: Exchange, when: string): void {
  const there = destination(context, exchange.header('location'))
  const home = `${context.target.origin.origin}/`
  const subject = `where Location leads with ${when}`
  context.expect.that(there.startsWith(home), subject, `a path of ${home}`, there)
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
      for (const next of hostile(context)) {
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
    id: 'login.next-read-once',
    requirement: 'A "next" is not decoded or joined into an address of another server.',
    level: 'MUST',
    references: ['contract POST /login', 'ASVS 3.7.2', 'ASVS 1.1.1'],
    run: async (context) => {
      for (const next of NEARLY_HOSTILE) {
        const exchange = await signInThen(context, next)
        expectHere(context, exchange, `next ${JSON.stringify(next)}`)
      }
      const form = new URLSearchParams({ ...context.firstUser, next: '/' })
      form.append('next', '//evil.example')
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const twice = { body: form.toString(), headers, accept: 'text/html' }
      const exchange = await context.notBusy(() => context.visitor().post('/login', twice))
      context.expect.status(exchange, [303, 400], 'with next twice')
      if (exchange.status === 303) expectHere(context, exchange, 'next twice')
    },
  },
  {
    id: 'login.next-without-its-dots',
    requirement:
      'A "next" whose dots are taken out does not come to be an address of another server.',
    level: 'SHOULD',
    references: ['contract POST /login', 'ASVS 3.7.2', 'ASVS 1.1.1', 'RFC 3986 5.2.4'],
    run: async (context) => {
      for (const next of DOTTED) {
        const exchange = await signInThen(context, next)
        expectHere(context, exchange, `next ${JSON.stringify(next)}`)
      }
    },
  },
  {
    id: 'login.next-only-from-body',
    requirement: 'A "next" in the address of the sign-in is not followed, nor is Referer.',
    level: 'MUST',
    references: ['contract POST /login'],
    run: async (context) => {
      const byAddress = await signInThen(context, '', '?next=/notes')
      expectHome(context, byAddress, 'next in the address')
      const referer = `${context.target.origin.origin}/notes`
      const byReferer = await signInThen(context, '', '', { Referer: referer })
      expectHome(context, byReferer, 'a Referer and no next')
    },
  },
]
