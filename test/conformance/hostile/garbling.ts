/** A real server whose answers are garbled on the way: now and then a member, a header or a status is another. */
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

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
  ['Set-Cookie', '=nameless'],
  ['Set-Cookie', 'odd name=\xe9\x80"; Path=relative; Max-Age=NaN; Expires=never; Domain=example'],
  ['Set-Cookie', '__Host-x=1; Domain=localhost'],
  ['Set-Cookie', `long=${'y'.repeat(5000)}`],
  ['Set-Cookie', ';;;;'],
  ['Location', 'http://['],
  ['Location', '\\\\evil.example'],
  ['Retry-After', 'soon'],
  ['Retry-After', '-1e9'],
  ['Content-Type', ';;=,'],
  ['Content-Security-Policy', `;;;default-src${' x'.repeat(3000)}`],
  ['Allow', ',,,,\xff'],
  ['WWW-Authenticate', '"unclosed'],
  ['Clear-Site-Data', '"*'],
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

/** Chance that can be had again: mulberry32, a generator of 32 bits that anybody can check. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function oneOf<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item
}

/** The same JSON with one value in it, or the whole, replaced. */
function garbled(value: unknown, random: () => number): unknown {
  const members = typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (members.length === 0 || random() < 0.15) return oneOf(VALUES, random)
  const name = oneOf(members, random)
  const old = (value as Record<string, unknown>)[name]
  if (random() < 0.1) return { ...(value as object), [name]: undefined }
  return { ...(value as object), [name]: garbled(old, random) }
}

/** @param soundAnswers as many are left as they are, so that the judging can begin */
export async function startGarbling(
  t: Test,
  server: string,
  { seed, soundAnswers }: { seed: number; soundAnswers: number },
): Promise<string> {
  const random = chance(seed)
  const { host, port } = new URL(server)
  let answers = 0
  const proxy = createServer((request, response) => {
    const { port: ownPort } = proxy.address() as AddressInfo
    const forServer = (headers: IncomingHttpHeaders) =>
      JSON.parse(JSON.stringify(headers).replaceAll(`127.0.0.1:${ownPort}`, host))
    const upstream = httpRequest(
      {
        host: '127.0.0.1',
        port,
        localAddress: request.socket.remoteAddress,
        agent: false,
        method: request.method,
        path: request.url,
        headers: forServer(request.headers),
      },
      async (answer) => {
        const body = Buffer.concat(await answer.toArray()).toString()
        const { 'content-length': _, ...headers } = answer.headers
        const status = answer.statusCode ?? 0
        answers += 1
        const leave = answers <= soundAnswers || random() < 0.7
        const [changedHeader, value] = leave || random() < 0.6 ? [] : oneOf(HEADERS, random)
        if (changedHeader !== undefined) headers[changedHeader.toLowerCase()] = value
        const changedStatus = leave || random() < 0.8 ? status : oneOf(STATUSES, random)
        const isJson = /json/.test(String(headers['content-type'])) && body.startsWith('{')
        const isPage = /html/.test(String(headers['content-type']))
        const fragment = oneOf(FRAGMENTS, random)
        const changedBody = leave
          ? body
          : isPage
            ? fragment.repeat(PAGE_CHARACTERS / fragment.length)
            : !isJson
              ? body
              : JSON.stringify(garbled(JSON.parse(body), random)).replace(`"${DEEP}"`, DEEP_JSON)
        response.writeHead(changedStatus, headers)
        response.end(changedBody)
      },
    )
    upstream.on('error', () => response.destroy())
    request.pipe(upstream)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    proxy.closeAllConnections()
    return new Promise((resolve) => proxy.close(resolve))
  })
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}
