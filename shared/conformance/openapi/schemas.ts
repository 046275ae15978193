import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { record } from '../help/about.ts'
import { MOST_STEPS, stepsIn } from './effort.ts'
import { fragmentTo } from './located.ts'
import { boundedPatterns } from './patterns.ts'

const DOCUMENT = 'openapi.json'

/** The schemas that stand in a document: JSON Schema 2020-12 unless it says otherwise (OpenAPI 4.8.24). */
class DocumentSchemas {
  readonly #ajv = new Ajv2020({
    strict: false,
    logger: false,
    code: { regExp: boundedPatterns },
  })
  /** Why not one of them can be used, where that is so. */
  readonly #fault: string | undefined
  /** By the place of the schema: compiling takes milliseconds, and many answers have one schema. */
  readonly #compiled = new Map<string, ValidateFunction>()
  readonly #root: unknown

  constructor(root: unknown) {
    this.#root = root
    ajvFormats.default(this.#ajv)
    try {
      // As a whole, so that its references lead where they say; as no schema, for it is none.
      this.#ajv.addSchema(record(root) ?? {}, DOCUMENT, undefined, false)
    } catch (error) {
      this.#fault = reason(error)
    }
  }

  /** What keeps a value from fitting the schema at this place; undefined where it fits. */
  misfit(keys: readonly string[], value: unknown): string | undefined {
    if (this.#fault !== undefined) return this.#fault
    try {
      const place = `${DOCUMENT}${fragmentTo(keys)}`
      const validate = this.#compiled.get(place) ?? this.#compile(place, keys)
      this.#compiled.set(place, validate)
      return validate(value) ? undefined : this.#ajv.errorsText(validate.errors, AS_BODY)
    } catch (error) {
      return reason(error)
    }
  }

  #compile(place: string, keys: readonly string[]): ValidateFunction {
    if (stepsIn(this.#root, keys) > MOST_STEPS)
      throw new Error(`with its references it has more than ${MOST_STEPS} parts`)
    return this.#ajv.compile({ $ref: place })
  }

  /** What keeps a schema from being one; undefined for a sound one. */
  fault(schema: unknown): string | undefined {
    try {
      const isSound = this.#ajv.validateSchema(schema as object | boolean)
      return isSound ? undefined : this.#ajv.errorsText(this.#ajv.errors, { dataVar: 'schema' })
    } catch (error) {
      return reason(error)
    }
  }
}

const MOST_KEPT = 8
const kept = new Map<string, DocumentSchemas>()

/**
 * The schemas of a document, the same for the same text: a dozen cases read each document, and compiling
 * its schemas took half of a run's CPU time.
 */
export function schemasOf(root: unknown): DocumentSchemas {
  const text = JSON.stringify(root) ?? ''
  const schemas = kept.get(text) ?? new DocumentSchemas(root)
  kept.delete(text)
  kept.set(text, schemas)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return schemas
}

const AS_BODY = { dataVar: 'body' }

function reason(error: unknown): string {
  return `a schema that can't be used: ${error instanceof Error ? error.message : String(error)}`
}

/** What may hold anything, and no schema of the document's. */
const DATA = /^(example|examples|default|enum|const|x-.*)$/

/** Every schema of a document that does not stand within another, and the names that lead to it. */
export function* schemasIn(
  value: unknown,
  keys: readonly string[] = [],
): Generator<{ keys: readonly string[]; schema: unknown }> {
  const isNamed = keys.join('/') === 'components/schemas'
  for (const [name, within] of Object.entries(record(value) ?? {})) {
    const place = [...keys, name]
    if (isNamed || name === 'schema') yield { keys: place, schema: within }
    else if (!DATA.test(name)) yield* schemasIn(within, place)
  }
}
