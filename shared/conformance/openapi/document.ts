import { record } from '../help/about.ts'
import { keysIn, type Located, valueAt } from './located.ts'
import { basesOf, fits, variablesIn } from './paths.ts'
import { schemasOf } from './schemas.ts'

/** References that lead to one another would never end. */
const MOST_REFERENCES = 20

/**
 * A server's OpenAPI document, read as a client would: operations by their requests, answers by
 * their statuses. Every object in it may stand elsewhere in it, behind a `$ref`.
 */
export class OpenApiDocument {
  readonly root: unknown
  readonly schemas: ReturnType<typeof schemasOf>
  readonly #origin: URL

  /** @param origin the server's, against which the addresses in `servers` are resolved */
  constructor(root: unknown, origin: URL) {
    this.root = root
    this.schemas = schemasOf(root)
    this.#origin = origin
  }

  /** The operation for a request; where several paths fit, the most concrete (OpenAPI 4.8.8.2). */
  operation(method: string, path: string): Located | undefined {
    const paths = Object.keys(record(record(this.root)?.paths) ?? {})
    const known = paths.toSorted((a, b) => variablesIn(a) - variablesIn(b))
    for (const template of known) {
      const item = this.#follow({ keys: ['paths', template] })
      const operation = item && this.child(item, method.toLowerCase())
      if (item === undefined || operation === undefined) continue
      const servers = [this.root, item.value, operation.value].map((each) => record(each)?.servers)
      if (basesOf(servers, this.#origin).some((base) => fits(base, template, path))) {
        return operation
      }
    }
    return undefined
  }

  /** What stands in an object under a name, wherever a reference leads to. */
  child({ keys }: Pick<Located, 'keys'>, name: string): Located | undefined {
    return this.#follow({ keys: [...keys, name] })
  }

  #follow(from: Pick<Located, 'keys'>): Located | undefined {
    let { keys } = from
    for (let count = 0; count < MOST_REFERENCES; count += 1) {
      const value = valueAt(this.root, keys)
      if (value === undefined) return undefined
      const reference = record(value)?.$ref
      if (typeof reference !== 'string' || !reference.startsWith('#/')) return { keys, value }
      keys = keysIn(reference)
    }
    return undefined
  }
}
