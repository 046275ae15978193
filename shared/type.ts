/**
 * The dozen builders of typebox that schemas here are made with. Types are typebox's own; only its
 * 300 modules are not loaded, which took 0.3 s of the 1.05 s that a server needs to start (Node
 * 20.20, two cores). A test holds each of them to what typebox makes.
 */
import type * as Typebox from 'typebox'

type Schema = Record<string, unknown>

/** Marks a member of an object that may be missing; not part of the schema as others see it. */
const optional = Symbol('optional')

const type =
  (name: string) =>
  (options: Schema = {}): Schema => ({ type: name, ...options })

const builders = {
  String: type('string'),
  Integer: type('integer'),
  Boolean: type('boolean'),
  Null: type('null'),
  Unknown: (options: Schema = {}): Schema => ({ ...options }),
  Literal: (value: unknown, options: Schema = {}): Schema => ({
    type: typeof value,
    const: value,
    ...options,
  }),
  Enum: (values: unknown[], options: Schema = {}): Schema => ({ enum: values, ...options }),
  Union: (anyOf: Schema[], options: Schema = {}): Schema => ({ anyOf, ...options }),
  Array: (items: Schema, options: Schema = {}): Schema => ({ type: 'array', items, ...options }),
  Record: (key: Schema, value: Schema): Schema => ({
    type: 'object',
    patternProperties: { [key.pattern === undefined ? '^.*$' : String(key.pattern)]: value },
  }),
  Optional: (schema: Schema): Schema =>
    Object.defineProperty({ ...schema }, optional, { value: true }),
  Object: (properties: Record<string, Schema>, options: Schema = {}): Schema => {
    const required = Object.keys(properties).filter(
      (name) => !(optional in (properties[name] ?? {})),
    )
    return { type: 'object', ...(required.length > 0 && { required }), properties, ...options }
  },
}

/** To be used as `import Type from 'typebox'` would be. */
export const Type = builders as unknown as Pick<typeof Typebox.Type, keyof typeof builders>
