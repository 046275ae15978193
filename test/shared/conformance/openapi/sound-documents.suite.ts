/** A document may be written in many ways (OpenAPI 3.1): none of these loses a case. */
import t from 'tap'
import { all, drop, put, response, schemaOf } from '../../../../apps/faults/openapi/alter.ts'
import type { Document } from '../../../../apps/faults/openapi/altered-server.ts'
import { serverToAlter } from './judged.ts'

const COMPONENTS = '#/components'

type Operation = { responses: Record<string, unknown>; requestBody?: unknown }

/** Each operation of the document, to be changed in place. */
function eachOperation(change: (operation: Operation) => void): (document: Document) => void {
  return ({ paths }) => {
    const items = Object.values(paths as Record<string, Record<string, Operation>>)
    for (const operation of items.flatMap((item) => Object.values(item))) change(operation)
  }
}

/** Renames members of an object: `{ from: to }`. */
function renamed(object: unknown, names: Record<string, string>): Record<string, unknown> {
  const entries = Object.entries(object as object)
  return Object.fromEntries(entries.map(([name, value]) => [names[name] ?? name, value]))
}

const errorsByReference = (document: Document) => {
  const errors = (document.paths as Record<string, Record<string, Operation>>)['/me']?.get
  const problem = errors?.responses['4XX'] as { content: Record<string, { schema: object }> }
  const { schema } = problem.content['application/problem+json'] ?? {}
  const entry = { schema: { $ref: `${COMPONENTS}/schemas/a.problem` } }
  put(['components', 'schemas', 'a.problem'], schema)(document)
  put(['components', 'responses', 'Error'], {
    description: 'An error',
    content: { 'application/problem+json': entry },
  })(document)
  put(['components', 'responses', 'Failure'], { $ref: `${COMPONENTS}/responses/Error` })(document)
  eachOperation((operation) => {
    operation.responses['4XX'] = { $ref: `${COMPONENTS}/responses/Failure` }
    operation.responses['5XX'] = { $ref: `${COMPONENTS}/responses/Error` }
  })(document)
}

const errorsByDefault = eachOperation((operation) => {
  operation.responses = renamed(operation.responses, { '4XX': 'default' })
  delete operation.responses['5XX']
})

const successesByRange = eachOperation(({ responses }) => {
  if (!('200' in responses) || '204' in responses) return
  responses['2XX'] = responses['200']
  delete responses['200']
})

const emptyByDefault = all(
  drop(response('/logout', 'post', '204')),
  drop(response('/logout', 'post', '4XX')),
  drop(response('/logout', 'post', '5XX')),
  put(response('/logout', 'post', 'default'), {
    description: 'Done, or why not',
    content: { 'application/*': {} },
  }),
)

const mediaTypeRanges = eachOperation(({ responses }) => {
  for (const each of Object.values(responses) as { content?: object }[]) {
    if (each.content === undefined) continue
    each.content = renamed(each.content, {
      'application/json': 'Application/JSON; charset=utf-8',
      'application/problem+json': 'application/*',
    })
  }
})

const bodiesOfAnyType = eachOperation((operation) => {
  const { requestBody } = operation as { requestBody?: { content: Record<string, unknown> } }
  if (requestBody) requestBody.content = { '*/*': requestBody.content['application/json'] }
})

const bodiesByReference = (document: Document) => {
  const login = (document.paths as Record<string, Record<string, Operation>>)['/login']?.post
  put(['components', 'requestBodies', 'SignIn'], login?.requestBody)(document)
  const reference = { $ref: `${COMPONENTS}/requestBodies/SignIn` }
  put(['paths', '/login', 'post', 'requestBody'], reference)(document)
}

const otherParameterNames = (document: Document) => {
  document.paths = renamed(document.paths, {
    '/notes/{name}': '/notes/{note}',
    '/sessions/{id}': '/sessions/{which}',
  })
  const named = (name: string) => [{ name, in: 'path', required: true, schema: {} }]
  put(['paths', '/notes/{note}', 'put', 'parameters'], named('note'))(document)
  put(['paths', '/notes/{note}', 'delete', 'parameters'], named('note'))(document)
  put(['paths', '/sessions/{which}', 'delete', 'parameters'], named('which'))(document)
}

const pathItemByReference = (document: Document) => {
  const { '/me': me, ...paths } = document.paths as Record<string, unknown>
  document.paths = { ...paths, '/me': { $ref: `${COMPONENTS}/pathItems/Me` } }
  put(['components', 'pathItems', 'Me'], me)(document)
}

/** Below `/notes` by an address of its own, and beside it a path that would fit all. */
const pathsBelowServers = (document: Document) => {
  const { '/notes/{name}': note, ...paths } = document.paths as Record<string, object>
  const servers = [{ url: '/{where}', variables: { where: { default: 'notes' } } }]
  document.paths = { '/{name}': { ...note, servers }, ...paths }
}

const schemaById = all(
  put(['components', 'schemas', 'Me'], { $id: 'https://schemas.example/me', type: 'object' }),
  put([...schemaOf('/me', 'get'), 'allOf'], [{ $ref: 'https://schemas.example/me' }]),
)

const DOCUMENTS: Record<string, (document: Document) => void> = {
  'errors stand in components, behind two references': errorsByReference,
  'errors are the default': errorsByDefault,
  'successes are a range': successesByRange,
  'what has no body falls under a default that has one': emptyByDefault,
  'media types are ranges, or have parameters': mediaTypeRanges,
  'bodies are of any type': bodiesOfAnyType,
  'a body stands in components': bodiesByReference,
  'parameters have names of their own': otherParameterNames,
  'a path stands in components': pathItemByReference,
  'a path is below the path of its server': pathsBelowServers,
  'the server is known elsewhere under another path': put(
    ['servers'],
    [{ url: 'https://example.org/auth/' }, { url: '/' }],
  ),
  'it describes neither itself nor the list of errors': all(
    drop(['paths', '/openapi.json']),
    drop(['paths', '/errors']),
  ),
  'a schema is found by its $id': schemaById,
  'the dialect of its schemas is named': put(
    ['jsonSchemaDialect'],
    'https://spec.openapis.org/oas/3.1/dialect/base',
  ),
  'it explains itself': all(
    put(['paths', '/me', 'get', 'description'], 'At login (rule 4) a string must be string.'),
    put([...schemaOf('/me', 'get'), 'examples'], [{ visits: 7 }]),
    put(['x-notes'], { schema: { type: 'not one' } }),
  ),
}

const server = await serverToAlter(t, 'jwt')

for (const [name, document] of Object.entries(DOCUMENTS)) {
  t.test(name, async (t) => {
    for (const { case: each, verdict, reason } of await server.judged(t, { document })) {
      t.equal(verdict, 'pass', each.id, { reason })
    }
  })
}

const UNJUDGED: Record<string, (document: Document) => void> = {
  'a reference to another file': put(['components', 'schemas', 'More'], { $ref: 'more.json#/A' }),
  'schemas of another dialect': put(
    ['jsonSchemaDialect'],
    'http://json-schema.org/draft-07/schema#',
  ),
}

for (const [name, document] of Object.entries(UNJUDGED)) {
  t.test(`${name} is not judged, and no failure`, async (t) => {
    const results = await server.judged(t, { document })
    const verdicts = results.map(({ verdict }) => verdict)
    t.ok(verdicts.includes('not-judged'))
    t.strictSame(new Set(verdicts), new Set(['pass', 'not-judged']))
  })
}

t.test('a document that says nothing of answers fails no MUST', async (t) => {
  const document = eachOperation((operation) => {
    operation.responses = { default: { description: 'Done, or why not' } }
  })
  const results = await server.judged(t, { document })
  const failed = results.filter(({ verdict }) => verdict !== 'pass')
  const ids = failed.map((result) => result.case.id)
  t.strictSame(ids.sort(), ['openapi.answers-described', 'openapi.answers-in-full'])
  for (const { case: each } of failed) t.equal(each.level, 'INFO', each.id)
})
