import type { Exchange } from '../../visitor/exchange.ts'
import { record } from '../about.ts'
import type { CaseContext } from '../context.ts'
import { OpenApiDocument } from './document.ts'

/** How OpenAPI 3.1 names its own dialect of JSON Schema, and JSON Schema 2020-12 itself (4.8.24). */
const DIALECTS =
  /^https:\/\/(spec\.openapis\.org\/oas\/3\.1\/dialect\/|json-schema\.org\/draft\/2020-12\/schema)/

/** The server's OpenAPI document, which has to be there before a case can hold anything to it. */
export async function openDocument(context: CaseContext): Promise<OpenApiDocument> {
  const exchange = await fetchDocument(context)
  const root = exchange.json()
  const dialect = record(root)?.jsonSchemaDialect
  if (typeof dialect === 'string' && !DIALECTS.test(dialect)) {
    context.notJudged('a document whose schemas are JSON Schema 2020-12')
  }
  const outside = [...referencesIn(root)].find((reference) => leadsOutside(reference, root))
  if (outside !== undefined) context.notJudged('a document that refers to nothing outside of it')
  return new OpenApiDocument(root, context.target.origin)
}

export async function fetchDocument(context: CaseContext): Promise<Exchange> {
  const exchange = await context.visitor().get('/openapi.json')
  context.given.status(exchange, 200)
  const isObject = record(exchange.json()) !== undefined
  context.given.that(isObject, exchange.name, 'a JSON object', exchange.body.slice(0, 60))
  return exchange
}

/** A reference to another file. One to a schema's own `$id` stays within. */
function leadsOutside(reference: string, root: unknown): boolean {
  const [resource = ''] = reference.split('#')
  return resource !== '' && ![...valuesOf(root, '$id')].includes(resource)
}

function referencesIn(root: unknown): Generator<string> {
  return valuesOf(root, '$ref')
}

/** The texts that stand under this name, anywhere in a document. */
function* valuesOf(value: unknown, name: string): Generator<string> {
  for (const [each, within] of Object.entries(record(value) ?? {})) {
    if (each === name && typeof within === 'string') yield within
    else yield* valuesOf(within, name)
  }
}
