import type { Exchange } from '../../visitor/exchange.ts'
import type { CaseContext } from '../context.ts'
import { record } from '../help/about.ts'
import { OpenApiDocument } from './document.ts'

/** How OpenAPI 3.1 names its own dialect of JSON Schema, and JSON Schema 2020-12 itself (4.8.24). */
const DIALECTS =
  /^https:\/\/(spec\.openapis\.org\/oas\/3\.1\/dialect\/|json-schema\.org\/draft\/2020-12\/schema)/

/** The documents of the servers here have 50,000; compiling one takes as long as it is. */
const MOST_CHARACTERS = 1_000_000

/** The server's OpenAPI document, which has to be there before a case can hold anything to it. */
export async function openDocument(context: CaseContext): Promise<OpenApiDocument> {
  const exchange = await fetchDocument(context)
  const root = exchange.json()
  const dialect = record(root)?.jsonSchemaDialect
  if (typeof dialect === 'string' && !DIALECTS.test(dialect)) {
    context.notJudged('a document whose schemas are JSON Schema 2020-12')
  }
  const ids = new Set(valuesOf(root, '$id'))
  const outside = [...valuesOf(root, '$ref')].find((reference) => leadsOutside(reference, ids))
  if (outside !== undefined) context.notJudged('a document that refers to nothing outside of it')
  return new OpenApiDocument(root, context.target.origin)
}

export async function fetchDocument(context: CaseContext): Promise<Exchange> {
  const exchange = await context.visitor().get('/openapi.json')
  context.given.status(exchange, 200)
  const isObject = record(exchange.json()) !== undefined
  context.given.that(isObject, exchange.name, 'a JSON object', exchange.body.slice(0, 60))
  const { length } = exchange.body
  const size = `at most ${MOST_CHARACTERS} characters`
  context.given.that(length <= MOST_CHARACTERS, exchange.name, size, String(length))
  return exchange
}

/** A reference to another file. One to a schema's own `$id` stays within. */
function leadsOutside(reference: string, ids: ReadonlySet<string>): boolean {
  const [resource = ''] = reference.split('#')
  return resource !== '' && !ids.has(resource)
}

/** The texts that stand under this name, anywhere in a document. */
function* valuesOf(value: unknown, name: string): Generator<string> {
  for (const [each, within] of Object.entries(record(value) ?? {})) {
    if (each === name && typeof within === 'string') yield within
    else yield* valuesOf(within, name)
  }
}
