/** Text of any length and kind is read in time that does not grow out of hand, and shown without harm to a terminal. */
import t from 'tap'
import { Expect, ExpectationFailed } from '../../../../shared/conformance/expect.ts'
import { formsIn } from '../../../../shared/conformance/help/html.ts'
import { printable, show } from '../../../../shared/conformance/help/show.ts'
import { Jar } from '../../../../shared/visitor/jar.ts'
import { parseJson } from '../../../../shared/visitor/json.ts'

const CHARACTERS = 4 * 1024 * 1024
const repeated = (part: string) => part.repeat(CHARACTERS / part.length)

/** Nearly the longest page that is read. */
const PAGE_CHARACTERS = 290_000
const TIMES_SHORTER = 8
/** Half of what work has that grows with the square of the length. */
const MAX_GROWTH = TIMES_SHORTER ** 2 / 2

/** The least of a few: a machine that is busy with others takes nothing from it. */
function cpuMicroseconds(work: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return user + system
  })
  return Math.min(...times)
}

t.test('pages', async (t) => {
  const url = 'http://localhost:3000/'
  const tooMuch = { name: 'ExpectationFailed', message: /^the page: expected / }
  t.throws(() => formsIn(repeated('<p>'), url), tooMuch)
  t.throws(() => formsIn('<div>'.repeat(1000), url), tooMuch)
  const parts = ['<form ', '<form></form>', '<button form=x>', '<', '<b>', '<p>', '<input form=x>']
  for (const part of [...parts, '<form id=x>', '<button>']) {
    const read = (characters: number) => {
      const page = `<form id=x>${part.repeat(characters / part.length)}`
      return cpuMicroseconds(() => {
        try {
          formsIn(page, url)
        } catch (error) {
          if (!(error instanceof ExpectationFailed)) throw error
        }
      })
    }
    const growth = read(PAGE_CHARACTERS) / read(PAGE_CHARACTERS / TIMES_SHORTER)
    t.ok(growth < MAX_GROWTH, `of ${part}: ${growth.toFixed(1)} times the time of an eighth`)
  }
})

t.test('values', async (t) => {
  // With the square of such a length each of these would take hours.
  t.ok(show(repeated('a')).length < 300, 'of one letter')
  t.notMatch(show(`${'a'.repeat(30)}Z9`), /a{10}/, 'no credential')
  const expect = new Expect(new Set())
  const match = () => expect.match(repeated('a'), /\w+ \w+/, 'detail')
  t.throws(match, { name: 'ExpectationFailed' }, 'held to a pattern')
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
