import type { Exchange } from '../../visitor/exchange.ts'
import type { CaseContext } from '../context.ts'
import { mediaTypeFor, mediaTypes, nameOf, responseFor, schemaOf } from './declared.ts'
import type { OpenApiDocument } from './document.ts'
import { type Located, pointerTo } from './located.ts'

/**
 * An answer is one of those that the document declares for its request, and fits the schema there.
 * @returns where the schema stands; undefined where the document has none, and nothing can misfit
 */
export function expectDeclared(
  { expect }: CaseContext,
  document: OpenApiDocument,
  exchange: Exchange,
): string[] | undefined {
  const name = nameOf(exchange)
  const { method, url } = exchange.request
  const operation = document.operation(method, new URL(url).pathname)
  expect.that(operation !== undefined, `${exchange.name} in the document`, 'described', 'missing')
  const response = responseFor(document, operation as Located, exchange.status)
  if ('declared' in response) {
    const statuses = response.declared.join(', ') || 'none'
    const seen = `${exchange.status}, where the document has ${statuses}`
    expect.that(false, `status of ${name}`, 'one that the document declares', seen)
    return undefined
  }
  const types = mediaTypes(document, response).join(', ')
  if (exchange.body === '') {
    // A range or a default may stand for answers with a body; a 204 has none (RFC 9110 15.3.5).
    const mayLackBody = exchange.status === 204 && !response.keys.includes('204')
    const isDeclared = types === '' || mayLackBody
    expect.that(isDeclared, `body of ${name}`, `${types}, as the document declares`, 'no body')
    return undefined
  }
  // That says nothing of the body: incomplete, and not wrong (case openapi.answers-described).
  if (types === '') return undefined
  const entry = mediaTypeFor(document, response, exchange.mediaType)
  if ('declared' in entry) {
    const seen = `${exchange.mediaType}, where the document has ${types}`
    expect.that(false, `media type of ${name}`, 'one that the document declares', seen)
    return undefined
  }
  const schema = schemaOf(document, entry)
  if (schema === undefined) return undefined
  const misfit = document.schemas.misfit(schema, exchange.json())
  const expected = `as the document has it at ${pointerTo(schema)}`
  expect.that(misfit === undefined, `body of ${name}`, expected, misfit)
  return schema
}
