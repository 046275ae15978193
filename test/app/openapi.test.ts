import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import t, { type Test } from 'tap'
import type { Exchange } from '../../shared/visitor/exchange.ts'
import { Visitor } from '../../shared/visitor/visitor.ts'
import { STYLES, startServer } from '../support/server.ts'

const ALICE = { username: 'alice', password: 'alice-in-wonderland' }

/** The contract's table. */
const ROUTES: Record<string, string[]> = {
  '/about': ['get'],
  '/': ['get'],
  '/login': ['post'],
  '/me': ['get'],
  '/notes': ['get', 'post'],
  '/notes/{name}': ['put', 'delete'],
  '/notes/{name}/delete': ['post'],
  '/password': ['post'],
  '/logout': ['post'],
  '/logout/everywhere': ['post'],
  '/sessions': ['get'],
  '/sessions/{id}': ['delete'],
  '/refresh': ['post'],
  '/health/live': ['get'],
  '/health/ready': ['get'],
  '/openapi.json': ['get'],
  '/.well-known/jwks.json': ['get'],
}

interface Operation {
  requestBody?: { content: Record<string, unknown> }
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
ajvFormats.default(ajv)

for (const style of STYLES) {
  t.test(`${style} answers as its OpenAPI says`, async (t) => {
    const server = await startServer(t, style, { JWT_ALGORITHM: 'ES256' })
    const visitor = new Visitor({ origin: new URL(server.url) })
    const answer = await visitor.get('/openapi.json')
    t.equal(answer.mediaType, 'application/json')
    const document = answer.json() as Document
    t.match(document.openapi, /^3\.1\.\d+$/)
    hasEveryRoute(t, document, style === 'jwt')

    const visit = new Visitor({ origin: new URL(server.url) })
    await goThrough(visit)
    t.ok(visit.journal.filter(({ status }) => status < 300).length > 10, 'a visit that went well')
    for (const exchange of visit.journal) fits(t, document, exchange)
  })
}

function hasEveryRoute(t: Test, { paths }: Document, asymmetric: boolean): void {
  for (const [path, methods] of Object.entries(ROUTES)) {
    if (path === '/.well-known/jwks.json' && !asymmetric) continue
    for (const method of methods) {
      const operation = paths[path]?.[method]
      if (!t.ok(operation, `${method} ${path}`) || operation === undefined) continue
      for (const range of ['4XX', '5XX']) {
        const schema = operation.responses[range]?.content?.['application/problem+json']?.schema
        t.match(schema, { required: ['type', 'title', 'status', 'detail', 'code'] })
      }
      if (method === 'post') {
        const forms = Object.keys(operation.requestBody?.content ?? {}).sort()
        const both = ['application/json', 'application/x-www-form-urlencoded']
        t.strictSame(forms, both, `${path} takes bodies in both forms`)
      }
    }
  }
}

async function goThrough(visitor: Visitor): Promise<void> {
  await visitor.get('/')
  await visitor.get('/me')
  await visitor.get('/about')
  await visitor.get('/errors')
  await visitor.get('/health/live')
  await visitor.get('/health/ready')
  await visitor.get('/.well-known/jwks.json')
  await visitor.post('/login', { json: {} })
  await visitor.signIn({ ...ALICE, password: 'not-the-password' })
  await visitor.signIn(ALICE)
  await visitor.get('/')
  await visitor.get('/me')
  await visitor.put('/notes/one', { json: { text: 'first' } })
  await visitor.put('/notes/one', { json: { text: 'x'.repeat(70_000) } })
  await visitor.get('/notes')
  await visitor.delete('/notes/one')
  await visitor.post('/notes', { form: { name: 'two', text: '2' }, accept: 'text/html' })
  await visitor.post('/password', { json: { currentPassword: ALICE.password, newPassword: 'x' } })
  await visitor.get('/sessions')
  await visitor.post('/refresh')
  await visitor.request('PATCH', '/me')
  await visitor.signOut()
  const stranger = new Visitor(visitor.options)
  const signedIn = await stranger.post('/login', { json: { ...ALICE, carrier: 'bearer' } })
  const bearer = String(signedIn.member('token'))
  await stranger.put('/notes/one', { json: { text: 'first' }, bearer })
  await stranger.get('/', { bearer })
  visitor.journal.push(...stranger.journal)
}

/** An answer is one of those that its route declares, and has the form that it declares. */
function fits(t: Test, { paths }: Document, exchange: Exchange): void {
  const { status, name, mediaType } = exchange
  const { pathname } = new URL(exchange.request.url)
  const path = Object.keys(paths).find((template) => matches(template, pathname))
  const operation = path && paths[path]?.[exchange.request.method.toLowerCase()]
  if (!operation) {
    t.ok(status === 404 || status === 405, `${name}: ${status} where no route is declared`)
    return
  }
  const declared = operation.responses[status] ?? operation.responses[`${String(status)[0]}XX`]
  t.ok(declared, `${name}: ${status} is declared`)
  if (exchange.body === '') {
    t.notOk(declared?.content, `${name}: nothing is declared to be in the body of ${status}`)
    return
  }
  const schema = declared?.content?.[mediaType]?.schema
  t.ok(schema, `${name}: ${mediaType} of ${status} is declared`)
  if (schema === undefined) return
  t.ok(ajv.validate(schema, exchange.json()), `${name}: ${status} is valid`, { errors: ajv.errors })
}

function matches(template: string, pathname: string): boolean {
  const pattern = template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(pathname)
}
