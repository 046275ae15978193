import type { Exchange } from '../../visitor/exchange.ts'
import { record } from '../help/about.ts'
import type { OpenApiDocument } from './document.ts'
import { type Located, valueAt } from './located.ts'

/** What a document has in its stead, where an answer is none of those that it declares. */
interface Undeclared {
  readonly what: 'status' | 'media type'
  readonly declared: readonly string[]
}

/** The response for a status: its own, else that of its range, else the default (OpenAPI 4.8.16). */
export function responseFor(
  document: OpenApiDocument,
  operation: Located,
  status: number,
): Located | Undeclared {
  const responses = document.child(operation, 'responses')
  const declared = namesIn(responses)
  const wanted = [String(status), `${String(status)[0]}XX`, 'default']
  const name = wanted.find((each) => declared.includes(each))
  const response = responses && name && document.child(responses, name)
  return response || { what: 'status', declared }
}

/** The entry for a media type: its own, else that of a range, the narrowest first (OpenAPI 4.8.14.1). */
export function mediaTypeFor(
  document: OpenApiDocument,
  holder: Located,
  mediaType: string,
): Located | Undeclared {
  const content = document.child(holder, 'content')
  const declared = namesIn(content)
  const wanted = [mediaType, mediaType.replace(/\/.*/, '/*'), '*/*']
  const plain = declared.map((each) => each.split(';')[0]?.trim().toLowerCase())
  const at = wanted.map((each) => plain.indexOf(each)).find((each) => each >= 0)
  const entry = content && at !== undefined && document.child(content, declared[at] ?? '')
  return entry || { what: 'media type', declared }
}

/** The media types that a response declares; none where it has no body, or says nothing of it. */
export function mediaTypes(document: OpenApiDocument, response: Located): string[] {
  return namesIn(document.child(response, 'content'))
}

/** The same for the response that an answer falls under. */
export function declaredTypes(document: OpenApiDocument, { request, status }: Exchange): string[] {
  const operation = document.operation(request.method, new URL(request.url).pathname)
  const response = operation && responseFor(document, operation, status)
  return response && 'value' in response ? mediaTypes(document, response) : []
}

/** Where the schema of a media type stands. Its own `$ref` may have companions, and is not followed. */
export function schemaOf(document: OpenApiDocument, { keys }: Located): string[] | undefined {
  const place = [...keys, 'schema']
  return valueAt(document.root, place) === undefined ? undefined : place
}

/** "GET /me, 401 application/problem+json": how messages name an answer. */
export function nameOf({ name, status, mediaType }: Exchange): string {
  return `${name}, ${status} ${mediaType}`.trim()
}

function namesIn(located: Located | undefined): string[] {
  return Object.keys(record(located?.value) ?? {})
}
