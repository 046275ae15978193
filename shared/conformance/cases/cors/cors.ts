import type { Exchange } from '../../../visitor/exchange.ts'
import { type ConformanceCase, carriesBearer } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { bearerFor } from '../../help/bearer.ts'
import { expectNoCookie } from '../../help/cookies.ts'

/** Origins that are on no list, most of them nearly the own one or the one that is allowed. */
function strangers({ target: { origin, brought } }: CaseContext): string[] {
  const allowed = brought.allowedOrigin === undefined ? [] : [new URL(brought.allowedOrigin)]
  const near = [origin, ...allowed].flatMap(({ protocol, host, hostname, port }) => [
    `${protocol}//${host}.evil.example`,
    `${protocol}//${hostname}.evil.example`,
    `${protocol}//evil-${host}`,
    `${protocol}//evil.${host}`,
    `${protocol}//${hostname}:${port === '4444' ? '4445' : '4444'}`,
    `${protocol === 'http:' ? 'https:' : 'http:'}//${host}`,
    ...(hostname.includes('.') ? [`${protocol}//${host.replace('.', 'x')}`] : []),
  ])
  return ['https://evil.example', 'null', ...near]
}

function expectUnreadable(context: CaseContext, exchange: Exchange, origin: string): void {
  const allowed = exchange.header('access-control-allow-origin')
  const open = allowed === '*' || allowed === origin
  const subject = `Access-Control-Allow-Origin of ${exchange.name} for ${origin}`
  context.expect.that(!open, subject, 'none for a stranger', allowed)
}

const PREFLIGHTS = [
  ['POST', '/login'],
  ['PUT', '/notes/far'],
  ['DELETE', '/notes/far'],
] as const

export const corsCases: readonly ConformanceCase[] = [
  {
    id: 'cors.strangers-read-nothing',
    requirement: 'No answer lets an origin that is not on the allow-list read it.',
    level: 'MUST',
    references: ['contract rule 3', 'ASVS 3.4.2'],
    run: async (context) => {
      const visitor = await context.signedIn()
      const carriesToken = context.about.carriers.includes('bearer')
      const bearer = carriesToken ? await bearerFor(context) : undefined
      for (const origin of strangers(context)) {
        const headers = { Origin: origin }
        for (const path of ['/', '/me', '/about', '/no-such-page']) {
          expectUnreadable(context, await visitor.get(path, { headers }), origin)
        }
        expectUnreadable(context, await visitor.post('/login', { json: {}, headers }), origin)
        if (bearer === undefined) continue
        const byToken = await context.visitor().get('/me', { bearer, headers })
        expectUnreadable(context, byToken, origin)
      }
    },
  },
  {
    id: 'cors.strangers-preflight-in-vain',
    requirement: 'A preflight from an origin that is not on the allow-list allows it nothing.',
    level: 'MUST',
    references: ['contract rule 3', 'ASVS 3.5.2'],
    run: async (context) => {
      for (const origin of strangers(context)) {
        for (const [method, path] of PREFLIGHTS) {
          const headers = {
            Origin: origin,
            'Access-Control-Request-Method': method,
            'Access-Control-Request-Headers': 'authorization,content-type',
          }
          const exchange = await context.visitor().request('OPTIONS', path, { headers })
          expectUnreadable(context, exchange, origin)
        }
      }
    },
  },
  {
    id: 'cors.strangers-get-no-token',
    requirement: 'No origin that is not on the allow-list signs in for a bearer token.',
    level: 'MUST',
    references: ['contract rule 3', 'contract rule 7', 'ASVS 3.5.1'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const json = { ...context.firstUser, carrier: 'bearer' }
      for (const origin of strangers(context)) {
        for (const site of [undefined, 'cross-site']) {
          const headers = { Origin: origin, 'Sec-Fetch-Site': site }
          const visitor = context.visitor()
          const exchange = await context.notBusy(() => visitor.post('/login', { json, headers }))
          context.expect.problem(exchange, 403, 'cross-origin', `for a token from ${origin}`)
        }
      }
    },
  },
  {
    id: 'cors.never-with-cookies',
    requirement: 'No answer lets cookies travel across origins.',
    level: 'MUST',
    references: ['contract rule 3', 'ASVS 3.4.2'],
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const origin of [...strangers(context), context.target.origin.origin]) {
        for (const method of ['GET', 'OPTIONS']) {
          const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' }
          const exchange = await visitor.request(method, '/me', { headers })
          const allowed = exchange.header('access-control-allow-credentials')
          const subject = `Access-Control-Allow-Credentials of ${exchange.name} for ${origin}`
          context.expect.equal(allowed, undefined, subject)
        }
      }
    },
  },
  {
    id: 'cors.allowed-origin-reads',
    requirement: 'An origin on the allow-list signs in for a token and reads answers to it.',
    level: 'MUST',
    references: ['contract rule 3'],
    appliesTo: carriesBearer,
    needs: ['allowed-origin'],
    run: async (context) => {
      const { expect } = context
      const listed = context.target.brought.allowedOrigin ?? ''
      const from = { Origin: listed, 'Sec-Fetch-Site': 'cross-site' }
      const visitor = context.visitor()
      const readable = (exchange: Exchange) => {
        const subject = (name: string) => `${name} of ${exchange.name} for ${listed}`
        const allowed = exchange.header('access-control-allow-origin')
        expect.equal(allowed, listed, subject('Access-Control-Allow-Origin'))
        const credentials = exchange.header('access-control-allow-credentials')
        expect.equal(credentials, undefined, subject('Access-Control-Allow-Credentials'))
      }
      for (const [method, path] of PREFLIGHTS) {
        const asking = {
          'Access-Control-Request-Method': method,
          'Access-Control-Request-Headers': 'authorization,content-type',
        }
        const exchange = await visitor.request('OPTIONS', path, { headers: { ...from, ...asking } })
        expect.status(exchange, 204, `for ${method} from ${listed}`)
        readable(exchange)
        // "*" stands for every method and header but Authorization (Fetch 3.3.3, without credentials).
        const headers = exchange.header('access-control-allow-headers')
        if (method !== 'DELETE') expect.match(headers, /content-type|\*/i, 'allowed headers')
        if (path === '/login') continue
        expect.match(headers, /authorization/i, 'allowed headers')
        const methods = exchange.header('access-control-allow-methods')
        expect.match(methods, new RegExp(`${method}|\\*`), 'allowed methods')
      }
      const json = { ...context.firstUser, carrier: 'bearer' }
      const signedIn = await context.notBusy(() => visitor.post('/login', { json, headers: from }))
      expect.status(signedIn, 200, `for a token from ${listed}`)
      readable(signedIn)
      expectNoCookie(context, signedIn)
      const bearer = String(signedIn.member('token'))
      const me = await visitor.get('/me', { bearer, headers: from })
      expect.status(me, 200, `with the token from ${listed}`)
      readable(me)
      const note = await visitor.put('/notes/far', { json: { text: 'x' }, bearer, headers: from })
      expect.status(note, 200, `with the token from ${listed}`)
      readable(note)
    },
  },
  {
    id: 'cors.allowed-origin-without-cookies',
    requirement: 'Cookies never travel the way that an allow-listed origin may go.',
    level: 'MUST',
    references: ['contract rule 3', 'contract rule 7', 'ASVS 3.5.3'],
    appliesTo: carriesBearer,
    needs: ['allowed-origin'],
    run: async (context) => {
      const headers = {
        Origin: context.target.brought.allowedOrigin,
        'Sec-Fetch-Site': 'cross-site',
      }
      const member = await context.signedIn()
      const asBearer = { json: { ...context.firstUser, carrier: 'bearer' }, headers }
      const forCookie = await context.visitor().post('/login', { json: context.firstUser, headers })
      context.expect.problem(forCookie, 403, 'cross-origin', 'for a cookie')
      const beside = await member.post('/login', asBearer)
      context.expect.oneOf(beside.status, [400, 403], `status of ${beside.name} beside a cookie`)
      const change = await member.put('/notes/far', { json: { text: 'x' }, headers })
      context.expect.problem(change, 403, 'cross-origin', 'beside a cookie')
      context.expect.problem(await member.signOut({ headers }), 403, 'cross-origin')
      for (const path of ['/', '/me', '/no-such-page']) {
        const read = await member.get(path, { headers })
        const allowed = read.header('access-control-allow-origin')
        const subject = `Access-Control-Allow-Origin of ${read.name} beside a cookie`
        context.expect.equal(allowed, undefined, subject)
      }
    },
  },
]
