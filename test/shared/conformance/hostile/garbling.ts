/** Answers garbled by chance: now and then a member, a header or a status is another. */
import { oneOf } from '../../../support/chance.ts'
import type { Answer } from './changing.ts'

/** Stands for lists within lists, deeper than JSON.stringify goes. */
const DEEP = '(deep)'
const LEVELS = 100_000
const DEEP_JSON = `${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`

/** Values that programs trip over where they expect another. */
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  'not what it was',
  'a'.repeat(100_000),
  `${'a'.repeat(50_000)}Z9`,
  '\u001b[2J\u0007\r\nSet-Cookie: x=y',
  '\ud800 \u202e \u0000',
  '../../..//\\evil.example/%00',
  [],
  [null],
  {},
  { toString: 1, valueOf: 1 },
  { toString: null, length: 1e9 },
  JSON.parse('{"__proto__": {"username": "alice"}}'),
  DEEP,
  '2999-99-99T99:99:99Z',
  '+275760-09-13T00:00:01.000Z',
]

const HEADERS: readonly [name: string, value: string][] = [
  ['set-cookie', '=nameless'],
  ['set-cookie', 'odd name=\xe9\x80"; Path=relative; Max-Age=NaN; Expires=never; Domain=example'],
  ['set-cookie', '__Host-x=1; Domain=localhost'],
  ['set-cookie', `long=${'y'.repeat(5000)}`],
  ['set-cookie', ';;;;'],
  ['location', 'http://['],
  ['location', '\\\\evil.example'],
  ['retry-after', 'soon'],
  ['retry-after', '-1e9'],
  ['content-type', ';;=,'],
  ['content-security-policy', `;;;default-src${' x'.repeat(3000)}`],
  ['allow', ',,,,\xff'],
  ['www-authenticate', '"unclosed'],
  ['clear-site-data', '"*'],
]

/** What patterns that read pages may get lost in, many times over. */
const FRAGMENTS = [
  ...['<form ', '<form>', '<form action="/login" method="post">', '</form>', '<input ', '<'],
  ...[
    '<script ',
    '<a x="',
    ' on',
    ' =',
    'nonce-',
    'at ',
    'at a.',
    '/home/a/',
    'File "',
    '&#39;',
    '{',
  ],
]
const PAGE_CHARACTERS = 1_000_000

const STATUSES = [200, 204, 299, 304, 399, 407, 429, 500, 503, 599]

/** @param soundAnswers as many are left as they are, so that the judging can begin */
export function garbling(random: () => number, soundAnswers: number): (answer: Answer) => Answer {
  let answers = 0
  return (answer) => {
    answers += 1
    if (answers <= soundAnswers || random() < 0.7) return answer
    const [name, value] = oneOf(HEADERS, random)
    return {
      status: random() < 0.2 ? oneOf(STATUSES, random) : answer.status,
      headers: random() < 0.4 ? { ...answer.headers, [name]: value } : answer.headers,
      body: garbledBody(answer, random),
    }
  }
}

function garbledBody({ headers, body }: Answer, random: () => number): string {
  const type = headers['content-type'] ?? ''
  if (type.includes('html')) {
    const fragment = oneOf(FRAGMENTS, random)
    return fragment.repeat(PAGE_CHARACTERS / fragment.length)
  }
  if (!type.includes('json') || body === '') return body
  return JSON.stringify(garbled(JSON.parse(body), random)).replace(`"${DEEP}"`, DEEP_JSON)
}

/** The same JSON with one value in it, or the whole, replaced. */
function garbled(value: unknown, random: () => number): unknown {
  const members = typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (members.length === 0 || random() < 0.15) return oneOf(VALUES, random)
  const name = oneOf(members, random)
  const changed = random() < 0.1 ? undefined : garbled(Reflect.get(Object(value), name), random)
  return { ...Object(value), [name]: changed }
}
