import { mediaTypeFor, schemaOf } from './declared.ts'
import type { OpenApiDocument } from './document.ts'
import type { Located } from './located.ts'

/** What keeps a body from being one that the document asks for; undefined for one that fits. */
export function bodyMisfit(
  document: OpenApiDocument,
  { method, path, mediaType }: { method: string; path: string; mediaType: string },
  body: unknown,
): string | undefined {
  const requestBody = requestBodyOf(document, method, path)
  const entry = requestBody && mediaTypeFor(document, requestBody, mediaType)
  if (entry === undefined) return 'the document has no body'
  if ('declared' in entry) return `the document has ${entry.declared.join(', ') || 'no body'}`
  const schema = schemaOf(document, entry)
  return schema && document.schemas.misfit(schema, body)
}

export function requestBodyOf(
  document: OpenApiDocument,
  method: string,
  path: string,
): Located | undefined {
  const operation = document.operation(method, path)
  return operation && document.child(operation, 'requestBody')
}
