import { type ConformanceCase, carriesBearer } from '../../case.ts'
import { bearerFor } from '../../help/bearer.ts'
import { cookieHeader, expectNoCookie, heldCredential } from '../../help/cookies.ts'
import { expectSignedIn, visit, visitsOf } from '../../help/steps.ts'

function carriesNoBearer(about: Parameters<typeof carriesBearer>[0]): true | string {
  return carriesBearer(about) !== true || 'the server carries bearer tokens'
}

export const bearerBordersCases: readonly ConformanceCase[] = [
  {
    id: 'bearer.never-in-address',
    requirement: 'A token in an address, a form, a cookie or another header is no credential.',
    level: 'MUST',
    references: ['contract rule 3', 'ASVS 14.2.1', 'ASVS 6.3.4', 'RFC 9700 4.3.2'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const token = await bearerFor(context)
      const names = ['access_token', 'token', 'jwt', 'auth', 'bearer', 'id_token']
      for (const name of names) {
        const byQuery = await context.visitor().get(`/me?${name}=${token}`)
        context.expect.status(byQuery, 401, `with the token as ${name} in the address`)
      }
      const foreign = names.filter((name) => !context.about.cookies.includes(name))
      const header = foreign.map((name) => `${name}=${token}`).join('; ')
      const byCookie = await context.visitor().get('/me', { cookies: { header } })
      context.expect.status(byCookie, 401, `with the token in cookies named ${foreign.join(', ')}`)
      for (const name of [
        'X-Access-Token',
        'X-Auth-Token',
        'X-Token',
        'Token',
        'X-Authorization',
      ]) {
        const byHeader = await context.visitor().get('/me', { headers: { [name]: token } })
        context.expect.status(byHeader, 401, `with the token in ${name}`)
      }
      for (const scheme of ['', 'Token ', 'JWT ', 'Basic ']) {
        const headers = { Authorization: `${scheme}${token}` }
        const byScheme = await context.visitor().get('/me', { headers })
        context.expect.status(byScheme, 401, `with Authorization: ${scheme}and the token`)
      }
      const form = { name: 'x', text: 'x', access_token: token, token }
      const byForm = await context.visitor().post('/notes', { form })
      context.expect.status(byForm, 401, 'with the token in the form')
    },
  },
  {
    id: 'bearer.token-beside-cookie',
    requirement: "A token beside this style's own cookie is answered 400, and changes nothing.",
    level: 'MUST',
    references: ['contract rule 3'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const visitor = await context.signedIn()
      const bearer = await bearerFor(context)
      const problem = [400, 'invalid-request'] as const
      context.expect.problem(await visitor.get('/me', { bearer }), ...problem, 'with both')
      context.expect.problem(await visitor.get('/', { bearer }), ...problem, 'with both')
      const put = await visitor.put('/notes/x', { json: { text: 'x' }, bearer })
      context.expect.problem(put, ...problem, 'with both')
      expectNoCookie(context, put)
      context.expect.equal(await visitsOf(context, visitor), 0, 'visits of the cookie')
    },
  },
  {
    id: 'bearer.wish-beside-cookie',
    requirement: "A wish for a token beside this style's own cookie is answered 400.",
    level: 'MUST',
    references: ['contract rule 3'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const visitor = context.visitor()
      await visit(context, visitor)
      const json = { ...context.firstUser, carrier: 'bearer' }
      const exchange = await context.notBusy(() => visitor.post('/login', { json }))
      context.expect.problem(exchange, 400, 'invalid-request', "with a visitor's cookie")
      context.expect.equal(exchange.member('token'), undefined, 'token')
    },
  },
  {
    id: 'bearer.beside-strangers-cookie',
    requirement: "Cookies that are not this style's own do not hinder a token.",
    level: 'MUST',
    references: ['contract rule 3'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const bearer = await bearerFor(context)
      const cookies = { header: 'other=1; theme=dark' }
      const exchange = await context.visitor().get('/me', { bearer, cookies })
      context.expect.status(exchange, 200, 'with a token and cookies of others')
    },
  },
  {
    id: 'bearer.exempt-from-origin-check',
    requirement: 'A change whose only credential is a token passes from any origin.',
    level: 'MUST',
    references: ['contract rule 7'],
    appliesTo: carriesBearer,
    run: async (context) => {
      for (const headers of [
        { Origin: 'https://elsewhere.example' },
        { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
      ]) {
        const bearer = await bearerFor(context)
        const put = { json: { text: 'x' }, bearer, headers }
        const exchange = await context.visitor().put('/notes/x', put)
        context.expect.status(exchange, 200, `by token, with Origin ${headers.Origin}`)
      }
    },
  },
  {
    id: 'bearer.no-exemption-beside-cookie',
    requirement: 'A token does not buy a cookie past the origin check.',
    level: 'MUST',
    references: ['contract rule 7', 'contract Order of checks'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const visitor = await context.signedIn()
      const header = cookieHeader(heldCredential(context, visitor))
      const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
      for (const bearer of [await bearerFor(context), 'forged.token.here', '']) {
        const request = { json: { text: 'x' }, cookies: { header }, bearer, headers }
        const exchange = await visitor.put('/notes/x', request)
        const kind = bearer === '' ? 'an empty' : bearer.startsWith('forged') ? 'a forged' : 'a'
        const when = `with cookie and ${kind} token, from another site`
        context.expect.problem(exchange, 403, 'cross-origin', when)
      }
      const out = await visitor.signOut({ bearer: 'forged', headers })
      context.expect.status(out, 403, 'with cookie and token')
      await expectSignedIn(context, visitor, 'after it')
    },
  },
  {
    id: 'bearer.forged-is-no-pass',
    requirement: 'A token that does not verify changes nothing, from anywhere.',
    level: 'MUST',
    references: ['contract rule 5', 'contract rule 7'],
    appliesTo: carriesBearer,
    run: async (context) => {
      const headers = { Origin: 'https://evil.example' }
      const request = { json: { text: 'x' }, bearer: 'forged.token.here', headers }
      const exchange = await context.visitor().put('/notes/x', request)
      // Exempt and then not signed in, or not exempt as no credential: both refuse it.
      context.expect.status(exchange, [401, 403], 'with a forged token')
    },
  },
  {
    id: 'bearer.unknown-carrier',
    requirement: 'A wish for a carrier that does not exist is answered 400.',
    level: 'MUST',
    references: ['contract rule 3', 'contract rule 9'],
    appliesTo: carriesBearer,
    run: async (context) => {
      for (const carrier of ['pigeon', { bearer: true }, 'BEARER ']) {
        const json = { ...context.firstUser, carrier }
        const exchange = await context.visitor().post('/login', { json })
        context.expect.problem(
          exchange,
          400,
          'invalid-request',
          `carrier ${JSON.stringify(carrier)}`,
        )
      }
    },
  },
  {
    id: 'bearer.none-here',
    requirement: 'A style without bearer tokens answers 501 style-cannot to the wish for one.',
    level: 'MUST',
    references: ['contract rule 3', 'contract Capabilities'],
    appliesTo: carriesNoBearer,
    run: async (context) => {
      const json = { ...context.firstUser, carrier: 'bearer' }
      const exchange = await context.visitor().post('/login', { json })
      context.expect.problem(exchange, 501, 'style-cannot', 'with the wish for a token')
      expectNoCookie(context, exchange)
    },
  },
  {
    id: 'bearer.cookie-value-is-no-token',
    requirement:
      'A style without bearer tokens treats a token as no credential, be it its own cookie.',
    level: 'MUST',
    references: ['contract rule 3', 'contract rule 7'],
    appliesTo: carriesNoBearer,
    run: async (context) => {
      const visitor = await context.signedIn()
      for (const { value } of heldCredential(context, visitor)) {
        const exchange = await context.visitor().get('/me', { bearer: value })
        context.expect.status(exchange, 401, 'with the cookie as token')
      }
      context.expect.status(await visitor.get('/me', { bearer: 'x' }), 200, 'cookie beside a token')
      const headers = { Origin: 'https://evil.example' }
      const put = await visitor.put('/notes/x', { json: { text: 'x' }, bearer: 'x', headers })
      context.expect.status(put, 403, 'with cookie and token, from another origin')
    },
  },
]
