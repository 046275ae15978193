import t from 'tap'
import Typebox from 'typebox'
import { Type } from '../../shared/type.ts'

/** The same schema made by each of the two. */
const SCHEMAS: [name: string, make: (type: typeof Type) => unknown][] = [
  ['String', (type) => type.String({ minLength: 1, description: 'a' })],
  ['Integer', (type) => type.Integer({ minimum: 1, default: 2 })],
  ['Boolean', (type) => type.Boolean()],
  ['Null', (type) => type.Null({ description: 'none' })],
  ['Unknown', (type) => type.Unknown()],
  ['Literal', (type) => [type.Literal('a'), type.Literal(1), type.Literal(true)]],
  ['Enum', (type) => type.Enum(['a', 'b'], { default: 'a' })],
  ['Union', (type) => type.Union([type.String(), type.Null()], { description: 'b' })],
  ['Array', (type) => type.Array(type.Integer(), { minItems: 1 })],
  ['Record', (type) => type.Record(type.String(), type.Unknown())],
  [
    'Object',
    (type) =>
      type.Object(
        { a: type.String(), b: type.Optional(type.Integer({ minimum: 1 })), c: type.Null() },
        { additionalProperties: false },
      ),
  ],
  ['an Object without required members', (type) => type.Object({ a: type.Optional(type.Null()) })],
]

for (const [name, make] of SCHEMAS) {
  t.test(`${name} is what typebox makes`, async (t) => {
    const theirs = make(Typebox as unknown as typeof Type)
    t.strictSame(JSON.parse(JSON.stringify(make(Type))), JSON.parse(JSON.stringify(theirs)))
  })
}

t.test('every builder has its test', async (t) => {
  const tested = SCHEMAS.map(([name]) => name).join(' ')
  for (const name of Object.keys(Type)) t.match(`${tested} Optional`, new RegExp(`\\b${name}\\b`))
})
