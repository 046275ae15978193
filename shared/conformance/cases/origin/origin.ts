import type { Exchange } from '../../../visitor/exchange.ts'
import type { ConformanceCase } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { expectNoCookie } from '../../help/cookies.ts'
import { UNSAFE_REQUESTS } from '../../help/routes.ts'
import { expectNotSignedIn, expectSignedIn, notesOf, putNote } from '../../help/steps.ts'

type Headers = Readonly<Record<string, string>>

/** Puts a note with these headers; what comes back tells whether the request passed. */
async function putWith(context: CaseContext, headers: Headers): Promise<Exchange> {
  const visitor = await signedInOnce(context)
  return visitor.put('/notes/origin', { json: { text: 'x' }, headers })
}

const signedIn = new WeakMap<CaseContext, ReturnType<CaseContext['signedIn']>>()

function signedInOnce(context: CaseContext): ReturnType<CaseContext['signedIn']> {
  const visitor = signedIn.get(context) ?? context.signedIn()
  signedIn.set(context, visitor)
  return visitor
}

/** Origins that are not the server's, some of them nearly. */
function otherOrigins({ target }: CaseContext): string[] {
  const { origin, protocol, hostname, host, port } = target.origin
  const otherPort = port === '4444' ? '4445' : '4444'
  return [
    'https://evil.example',
    'null',
    `${protocol}//${hostname}:${otherPort}`,
    `${protocol === 'http:' ? 'https:' : 'http:'}//${host}`,
    `${protocol}//${host}.evil.example`,
    `${protocol}//evil.example/${host}`,
    `${protocol}//${host}@evil.example`,
    `${protocol}//x${host}`,
    `${protocol}//sub.${host}`,
    ...(host.includes('.') ? [`${protocol}//${host.replace('.', 'x')}`] : []),
    `${origin} https://evil.example`,
    'nonsense',
    'file://',
  ]
}

/** What does not make another site's request one of the own pages'. */
function vainExcuses({ target }: CaseContext): Headers[] {
  const { origin } = target.origin
  return [
    { 'X-Requested-With': 'XMLHttpRequest' },
    { Authorization: 'Basic eDp4' },
    { 'X-CSRF-Token': 'x' },
    { Referer: `https://evil.example/?${origin}/` },
    { Referer: `${origin}/` },
    { 'User-Agent': 'curl/8.0' },
    { Accept: 'text/html' },
  ]
}

export const originCases: readonly ConformanceCase[] = [
  {
    id: 'origin.sec-fetch-site-passes',
    requirement: 'A change passes with Sec-Fetch-Site same-origin or none, and without the header.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.1'],
    run: async (context) => {
      for (const site of ['same-origin', 'none']) {
        const exchange = await putWith(context, { 'Sec-Fetch-Site': site })
        context.expect.status(exchange, 204, `with Sec-Fetch-Site ${site}`)
      }
      context.expect.status(await putWith(context, {}), 204, 'without the header')
    },
  },
  {
    id: 'origin.sec-fetch-site-refused',
    requirement:
      'A change is refused 403 cross-origin with Sec-Fetch-Site same-site, cross-site or an unknown value.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.1', 'OWASP CSRF Prevention: Fetch Metadata'],
    run: async (context) => {
      const mixed = 'same-origin, cross-site'
      for (const site of ['same-site', 'cross-site', 'some-site', '*', mixed]) {
        const exchange = await putWith(context, { 'Sec-Fetch-Site': site })
        context.expect.problem(exchange, 403, 'cross-origin', `with Sec-Fetch-Site ${site}`)
      }
    },
  },
  {
    id: 'origin.own-origin-passes',
    requirement: "Without Sec-Fetch-Site a change passes with the server's own Origin.",
    level: 'MUST',
    references: ['contract rule 7'],
    run: async (context) => {
      const exchange = await putWith(context, { Origin: context.target.origin.origin })
      context.expect.status(exchange, 204, 'with the own Origin')
    },
  },
  {
    id: 'origin.other-origin-refused',
    requirement:
      'Without Sec-Fetch-Site a change is refused with any other Origin, null and near misses too.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.1'],
    run: async (context) => {
      for (const origin of otherOrigins(context)) {
        const exchange = await putWith(context, { Origin: origin })
        context.expect.problem(exchange, 403, 'cross-origin', `with Origin ${origin}`)
      }
    },
  },
  {
    id: 'origin.no-excuse',
    requirement:
      'No other header makes up for another Origin: a Referer, a custom header, other credentials.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.1', 'ASVS 3.5.3'],
    run: async (context) => {
      for (const headers of vainExcuses(context)) {
        const told = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
        const exchange = await putWith(context, { Origin: 'https://evil.example', ...headers })
        context.expect.status(exchange, 403, `from another Origin, with ${told.join(', ')}`)
      }
    },
  },
  {
    id: 'origin.cross-site-outweighs-own-origin',
    requirement: 'Sec-Fetch-Site: cross-site is refused whatever Origin says.',
    level: 'MUST',
    references: ['contract rule 7'],
    run: async (context) => {
      const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: context.target.origin.origin }
      context.expect.problem(await putWith(context, headers), 403, 'cross-origin')
    },
  },
  {
    id: 'origin.own-origin-by-configuration',
    requirement: 'Forwarding headers from anyone do not change what the own origin is.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 4.1.3'],
    needs: ['source-addresses'],
    run: async (context) => {
      const headers = {
        Origin: 'https://evil.example',
        'X-Forwarded-Host': 'evil.example',
        'X-Forwarded-Proto': 'https',
        Forwarded: 'host=evil.example;proto=https',
      }
      context.expect.problem(await putWith(context, headers), 403, 'cross-origin')
    },
  },
  {
    id: 'origin.every-unsafe-route',
    requirement:
      'The check holds for every unsafe request of the contract, those without a sign-in too.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await putNote(context, visitor, 'probe', 'stays')
      for (const { method, path } of UNSAFE_REQUESTS) {
        for (const body of method === 'POST' ? [{ json: {} }, { form: { a: 'b' } }, {}] : [{}]) {
          const headers = { 'Sec-Fetch-Site': 'cross-site' }
          const exchange = await visitor.request(method, path, { ...body, headers })
          const as = Object.keys(body)[0] ?? 'no body'
          context.expect.problem(exchange, 403, 'cross-origin', `from another site, with ${as}`)
          expectNoCookie(context, exchange)
        }
      }
      await expectSignedIn(context, visitor, 'after it all')
      const notes = await notesOf(context, visitor)
      context.expect.equal(notes, [{ name: 'probe', text: 'stays' }], 'notes after it all')
    },
  },
  {
    id: 'origin.before-any-effect',
    requirement: 'A sign-in or a sign-out from another site has no effect.',
    level: 'MUST',
    references: ['contract rule 7', 'OWASP CSRF Prevention: login CSRF'],
    run: async (context) => {
      const headers = { Origin: 'https://evil.example' }
      const stranger = context.visitor()
      const { username, password } = context.firstUser
      const form = { username, password }
      const signIn = await stranger.post('/login', { form, headers })
      context.expect.problem(signIn, 403, 'cross-origin')
      expectNoCookie(context, signIn)
      await expectNotSignedIn(context, stranger, 'after a sign-in from another site')
      const member = await context.signedIn()
      context.expect.problem(await member.signOut({ headers }), 403, 'cross-origin')
      await expectSignedIn(context, member, 'after a sign-out from another site')
    },
  },
  {
    id: 'origin.safe-requests-change-nothing',
    requirement: 'GET and HEAD on a route that changes state change nothing, whatever they say.',
    level: 'MUST',
    references: ['contract rule 7', 'ASVS 3.5.3', 'RFC 9110 9.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      await putNote(context, visitor, 'probe', 'stays')
      const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }
      for (const { method, path } of UNSAFE_REQUESTS) {
        const form = `_method=${method}&name=probe&text=planted&currentPassword=x`
        const override = { ...headers, 'X-HTTP-Method-Override': method }
        expectNoCookie(context, await visitor.get(`${path}?${form}`, { headers }))
        expectNoCookie(context, await visitor.get(path, { headers: override }))
        expectNoCookie(context, await visitor.request('HEAD', path, { headers }))
        await expectSignedIn(context, visitor, `after GET ${path} that says ${method}`)
        const notes = await notesOf(context, visitor)
        const subject = `notes after GET ${path} that says ${method}`
        context.expect.equal(notes, [{ name: 'probe', text: 'stays' }], subject)
      }
    },
  },
  {
    id: 'origin.links-lead-in',
    requirement: 'Safe requests pass from everywhere: a link from another site leads in.',
    level: 'MUST',
    references: ['contract rule 7', 'RFC 9110 9.2.1'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://other.example' }
      context.expect.status(await visitor.get('/', { headers }), 200, 'from another site')
      context.expect.status(await visitor.get('/me', { headers }), 200, 'from another site')
      const head = await visitor.request('HEAD', '/', { headers })
      context.expect.status(head, 200, 'from another site')
    },
  },
]
