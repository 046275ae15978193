import type { Exchange } from '../../../visitor/exchange.ts'
import { type ConformanceCase, carriesBearer } from '../../case.ts'
import type { CaseContext } from '../../context.ts'
import { longAddress } from '../../help/long-address.ts'

const WRONG = {
  host: { Host: 'unknown.example' },
  origin: { 'Sec-Fetch-Site': 'cross-site' },
  json: { 'Content-Type': 'application/json' },
}

/** One request that breaks two rules at once, and the one that has to be told. */
interface Pair {
  readonly id: string
  readonly first: string
  readonly second: string
  readonly ask: (context: CaseContext) => Promise<Exchange>
  readonly status: number
  readonly code: string
  readonly appliesTo?: ConformanceCase['appliesTo']
}

const PAIRS: readonly Pair[] = [
  {
    id: 'host-before-origin',
    first: 'the host',
    second: 'the origin',
    ask: (context) =>
      context.visitor().post('/login', { json: {}, headers: { ...WRONG.host, ...WRONG.origin } }),
    status: 421,
    code: 'misdirected-request',
  },
  {
    id: 'origin-before-length',
    first: 'the origin',
    second: 'the length of the address',
    ask: async (context) =>
      context.visitor().post(await longAddress(context), { json: {}, headers: WRONG.origin }),
    status: 403,
    code: 'cross-origin',
  },
  {
    id: 'origin-before-route',
    first: 'the origin',
    second: 'the route',
    ask: (context) => context.visitor().post('/nowhere', { json: {}, headers: WRONG.origin }),
    status: 403,
    code: 'cross-origin',
  },
  {
    id: 'length-before-method',
    first: 'the length of the address',
    second: 'the method',
    ask: async (context) =>
      context.visitor().request('PATCH', `/about?${(await longAddress(context)).slice(7)}`),
    status: 414,
    code: 'uri-too-long',
  },
  {
    id: 'route-before-accept',
    first: 'the route',
    second: 'Accept',
    ask: (context) => context.visitor().get('/nowhere', { accept: 'image/png' }),
    status: 404,
    code: 'not-found',
  },
  {
    id: 'method-before-accept',
    first: 'the method',
    second: 'Accept',
    ask: (context) => context.visitor().request('PATCH', '/notes', { accept: 'image/png' }),
    status: 405,
    code: 'method-not-allowed',
  },
  {
    id: 'method-before-style',
    first: 'the method',
    second: 'what the style cannot do',
    ask: (context) => context.visitor().request('PATCH', '/sessions'),
    status: 405,
    code: 'method-not-allowed',
  },
  {
    id: 'style-before-accept',
    first: 'what the style cannot do',
    second: 'Accept',
    ask: (context) => context.visitor().post('/refresh', { accept: 'image/png' }),
    status: 501,
    code: 'style-cannot',
    appliesTo: ({ can }) => !can.refresh || 'the style can do it all here',
  },
  {
    id: 'style-before-sign-in',
    first: 'what the style cannot do',
    second: 'the sign-in',
    ask: (context) => context.visitor().get('/sessions'),
    status: 501,
    code: 'style-cannot',
    appliesTo: ({ can }) => !can.listSessions || 'the server declares can.listSessions true',
  },
  {
    id: 'accept-before-sign-in',
    first: 'Accept',
    second: 'the sign-in',
    ask: (context) => context.visitor().get('/me', { accept: 'image/png' }),
    status: 406,
    code: 'not-acceptable',
  },
  {
    id: 'accept-before-body',
    first: 'Accept',
    second: 'the body',
    ask: (context) =>
      context.visitor().post('/login', { body: '{', headers: WRONG.json, accept: 'image/png' }),
    status: 406,
    code: 'not-acceptable',
  },
  {
    id: 'carriers-before-sign-in',
    first: 'two carriers at once',
    second: 'the sign-in',
    ask: (context) => {
      const [name = ''] = context.about.cookies
      const cookies = { header: `${name}=forged` }
      return context.visitor().get('/me', { cookies, bearer: 'forged.token.here' })
    },
    status: 400,
    code: 'invalid-request',
    appliesTo: carriesBearer,
  },
  {
    id: 'sign-in-before-body',
    first: 'the sign-in',
    second: 'the body',
    ask: (context) => context.visitor().put('/notes/x', { body: '{', headers: WRONG.json }),
    status: 401,
    code: 'not-signed-in',
  },
  {
    id: 'sign-in-before-media-type',
    first: 'the sign-in',
    second: "the body's media type",
    ask: (context) =>
      context.visitor().post('/password', { body: 'x', headers: { 'Content-Type': 'text/plain' } }),
    status: 401,
    code: 'not-signed-in',
  },
]

export const orderCases: readonly ConformanceCase[] = PAIRS.map((pair) => ({
  id: `order.${pair.id}`,
  requirement: `A request checks ${pair.first} before ${pair.second}.`,
  level: 'MUST',
  references: ['contract Order of checks'],
  ...(pair.appliesTo === undefined ? {} : { appliesTo: pair.appliesTo }),
  run: async (context) => {
    const exchange = await pair.ask(context)
    const when = `wrong in ${pair.first} and in ${pair.second}`
    context.expect.problem(exchange, pair.status, pair.code, when)
  },
}))
