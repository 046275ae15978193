/**
 * What the conformance suite (group `openapi`) can't ask of these servers' documents: routes beyond the
 * contract, failures that no visitor can bring about, and what a page's form is answered.
 */
import t from 'tap'
import { responseFor } from '../../../shared/conformance/openapi/declared.ts'
import { OpenApiDocument } from '../../../shared/conformance/openapi/document.ts'
import { type Located, pointerTo } from '../../../shared/conformance/openapi/located.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

const ALICE = { username: 'alice', password: 'alice-in-wonderland' }
const PROBLEM = { required: ['type', 'title', 'status', 'detail', 'code'] }

for (const style of STYLES) {
  t.test(`the OpenAPI document of ${style}`, async (t) => {
    const { url } = await startServer(t, style)
    const visitor = new Visitor({ origin: new URL(url) })
    const root = (await visitor.get('/openapi.json')).json() as { paths: Paths }
    const document = new OpenApiDocument(root, new URL(url))

    for (const [path, methods] of Object.entries(root.paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        const schema = responses['5XX']?.content?.['application/problem+json']?.schema
        t.match(schema, PROBLEM, `${method} ${path}: a failure of the server is a problem`)
      }
    }

    const operation = document.operation('GET', '/errors') as Located
    const schema = [...operation.keys, 'responses', '200', 'content', 'application/json', 'schema']
    const errors = (await visitor.get('/errors')).json()
    t.equal(document.schemas.misfit(schema, errors), undefined, pointerTo(schema))

    await visitor.signIn(ALICE)
    for (const [path, form] of Object.entries(FORMS)) {
      const { status } = await visitor.post(path, { form, accept: 'text/html' })
      t.equal(status, 303, path)
      const declared = responseFor(document, document.operation('POST', path) as Located, status)
      t.strictSame((declared as Located).keys?.at(-1), '303', `${path}: the way on is declared`)
    }
  })
}

interface Response {
  content?: Record<string, { schema: object }>
}
type Paths = Record<string, Record<string, { responses: Record<string, Response> }>>

/** What pages send; each leads on to another page. */
const FORMS = {
  '/notes': { name: 'one', text: 'first' },
  '/notes/one/delete': {},
  '/logout': {},
}
