/** Text of any length and kind is read in little time, and shown without harm to a terminal. */
import t from 'tap'
import { Expect } from '../../../shared/conformance/expect.ts'
import { formsIn } from '../../../shared/conformance/html.ts'
import { printable, show } from '../../../shared/conformance/show.ts'
import { Jar } from '../../../shared/visitor/jar.ts'
import { parseJson } from '../../../shared/visitor/json.ts'

const CHARACTERS = 4 * 1024 * 1024
const repeated = (part: string) => part.repeat(CHARACTERS / part.length)

/** What takes time that grows with the square of the length takes minutes. */
function quick<Result>(t: Tap, what: string, work: () => Result): Result {
  const startedMs = performance.now()
  const result = work()
  t.ok(performance.now() - startedMs < 3000, what)
  return result
}
type Tap = { ok(value: unknown, message: string): unknown }

t.test('pages', async (t) => {
  const url = 'http://localhost:3000/'
  const tooMuch = { name: 'ExpectationFailed', message: /^the page: expected / }
  t.throws(() => formsIn(repeated('<p>'), url), tooMuch)
  t.throws(() => formsIn('<div>'.repeat(1000), url), tooMuch)
  const parts = ['<form ', '<form></form>', '<button form=x>', '<', '<b>', '<p>', '<input form=x>']
  for (const part of [...parts, '<form id=x>', '<button>']) {
    quick(t, `of ${part}`, () => {
      try {
        formsIn(`<form id=x>${part.repeat(290_000 / part.length)}`, url)
      } catch (error) {
        t.match(error, tooMuch)
      }
    })
  }
})

t.test('values', async (t) => {
  const shown = quick(t, 'of one letter', () => show(repeated('a')))
  t.ok(shown.length < 300)
  t.notMatch(show(`${'a'.repeat(30)}Z9`), /a{10}/, 'no credential')
  const expect = new Expect(new Set())
  const match = () => expect.match(repeated('a'), /\w+ \w+/, 'detail')
  quick(t, 'held to a pattern', () => t.throws(match, { name: 'ExpectationFailed' }))
})

t.test('JSON', async (t) => {
  t.equal(parseJson(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), undefined, 'too deep')
  t.strictSame(parseJson(`${'['.repeat(3)}${']'.repeat(3)}`), [[[]]])
  t.equal(parseJson('{'), undefined)
  const odd = parseJson('[{"toString":1,"valueOf":1}]')
  t.equal(String(odd), '[object Object]')
  t.strictSame(odd, JSON.parse('[{"toString":1,"valueOf":1}]'), 'with no member more')
})

t.test('control characters', async (t) => {
  t.equal(printable('a\u001b[2Jb\u009bc\u202ed\ne'), 'a\\u001b[2Jb\\u009bc\\u202ed\\u000ae')
})

t.test('a jar takes as many cookies as a browser, and changes those that it has', async (t) => {
  const jar = new Jar()
  const url = 'http://localhost:3000/'
  for (let number = 0; number < 1000; number += 1) jar.receive(url, [`n${number}=1; Path=/`])
  t.equal(jar.cookies(url).length, 180)
  t.equal(jar.refused.length, 820)
  jar.receive(url, ['n7=2; Path=/', 'n8=; Path=/; Max-Age=0'])
  t.equal(jar.cookies(url).find(({ name }) => name === 'n7')?.value, '2')
  t.equal(jar.cookies(url).length, 179)
})
