/** Changes to an OpenAPI document, as data: where, and what stands there instead. */
import type { Document } from './altered-server.ts'

type Keys = readonly (string | number)[]

/** Puts a value at a place; objects on the way there are made where they are missing. */
export function put(keys: Keys, value: unknown): (document: Document) => void {
  return (document) => {
    const [holder, last] = holderOf(document, keys)
    holder[last] = structuredClone(value)
  }
}

/** Takes away what stands at a place, which has to be there. */
export function drop(keys: Keys): (document: Document) => void {
  return (document) => {
    const [holder, last] = holderOf(document, keys)
    if (!(last in holder)) throw new Error(`nothing stands at ${keys.join(' / ')}`)
    delete holder[last]
  }
}

export function all(...changes: ((document: Document) => void)[]): (document: Document) => void {
  return (document) => {
    for (const change of changes) change(document)
  }
}

/** The name of an operation's response, and of the schema of its JSON. */
export const response = (path: string, method: string, status: string) => {
  return ['paths', path, method, 'responses', status]
}
export const schemaOf = (path: string, method: string, status = '200') => {
  return [...response(path, method, status), 'content', 'application/json', 'schema']
}
export const bodySchemaOf = (path: string, method: string, type = 'application/json') => {
  return ['paths', path, method, 'requestBody', 'content', type, 'schema']
}

function holderOf(document: Document, keys: Keys): [holder: Document, last: string] {
  let holder = document
  for (const key of keys.slice(0, -1)) {
    holder[key] ??= {}
    holder = holder[key] as Document
  }
  return [holder, String(keys.at(-1))]
}
