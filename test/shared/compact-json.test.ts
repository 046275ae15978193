import t from 'tap'
import { compactJson } from '../../shared/compact-json.ts'

t.test('a line for each member down to a depth, and the same value', async (t) => {
  const value = { a: 1, b: [{ c: [1, 2] }, { c: [] }], d: {}, e: undefined }
  const text = compactJson(value, 2)
  t.equal(text, '{\n "a": 1,\n "b": [\n  {"c":[1,2]},\n  {"c":[]}\n ],\n "d": {}\n}\n')
  t.strictSame(JSON.parse(text), JSON.parse(JSON.stringify(value)))
  t.equal(compactJson(value, 0), `${JSON.stringify(value)}\n`)
})
