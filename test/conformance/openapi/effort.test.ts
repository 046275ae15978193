/** A server's document can be made so that reading it never ends: it must not. */
import t from 'tap'
import { MOST_STEPS, stepsIn } from '../../../shared/conformance/openapi/effort.ts'
import { fits } from '../../../shared/conformance/openapi/paths.ts'
import { schemasOf } from '../../../shared/conformance/openapi/schemas.ts'

/** Each refers to the next one twice, so that the last is reached in 2 to the power of their number of ways. */
function doubling(count: number) {
  const schemas: Record<string, object> = { [`s${count}`]: { type: 'string' } }
  for (let i = 0; i < count; i += 1) {
    const $ref = `#/components/schemas/s${i + 1}`
    schemas[`s${i}`] = { anyOf: [{ $ref }, { $ref }] }
  }
  return { components: { schemas } }
}

const FIRST = ['components', 'schemas', 's0']

// Where the effort grew with the number of ways, none of these would end before the file's limit does.
t.test('schemas that refer to each other twice are not gone through', async (t) => {
  const misfit = schemasOf(doubling(60)).misfit(FIRST, 1)
  t.match(misfit, /a schema that can't be used: with its references it has more than 10000 parts/)
  t.match(schemasOf(doubling(5)).misfit(FIRST, 1), /must be string/, 'some doubling is sound')
})

t.test('a schema that holds itself is counted once round', async (t) => {
  const $ref = '#/components/schemas/tree'
  const tree = { type: 'object', properties: { left: { $ref }, right: { $ref } } }
  const root = { components: { schemas: { tree } } }
  const keys = ['components', 'schemas', 'tree']
  t.ok(stepsIn(root, keys) < 20 && stepsIn(root, keys) < MOST_STEPS)
  t.equal(schemasOf(root).misfit(keys, { left: { right: {} } }), undefined)
  t.match(schemasOf(root).misfit(keys, { left: { right: 1 } }), /must be object/)
})

t.test('paths and templates', async (t) => {
  for (const [template, path, expected] of [
    ['/sessions/{id}', '/sessions/abc', true],
    ['/sessions/{id}', '/sessions/', false],
    ['/sessions/{id}', '/sessions/a/b', false],
    ['/sessions/{id}/', '/sessions/a', true],
    ['/a{x}b{y}c', '/a1b2c', true],
    ['/a{x}b{y}c', '/abbc', false],
    ['/a{x}b{y}c', '/axbbyc', true],
    ['/{a}{b}', '/x', false],
    ['/{a}{b}', '/xy', true],
    ['/a.b', '/axb', false],
    ['/', '/', true],
  ] as const)
    t.equal(fits('', template, path), expected, `${template} ${path}`)
  t.ok(fits('/api', '/me', '/api/me'))
  const many = '{a}'.repeat(100)
  t.equal(fits('', `/sessions/${many}!`, `/sessions/${'a'.repeat(400)}`), false)
  const dashed = '{a}-'.repeat(100)
  t.equal(fits('', `/${dashed}!`, `/${'-'.repeat(800)}`), false)
})
