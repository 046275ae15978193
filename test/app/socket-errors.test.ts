import t, { type Test } from 'tap'
import { PROBLEMS, type ProblemCode } from '../../shared/problems/codes.ts'
import { type RawAnswer, sendText } from '../support/raw-text.ts'
import { startServer } from '../support/server.ts'

function isProblem(t: Test, { status, headers, body }: RawAnswer, code: ProblemCode): void {
  t.equal(status, PROBLEMS[code].status)
  t.match(headers.get('content-type'), /^application\/problem\+json/)
  t.match(JSON.parse(body), { code, status, type: `/errors#${code}` })
  t.equal(headers.get('x-content-type-options'), 'nosniff', 'with the headers of every answer')
  t.equal(headers.get('cache-control'), 'no-store')
  t.match(headers.get('connection'), /close/i)
}

t.test('requests on a bare socket', async (t) => {
  const { url } = await startServer(t, 'jwt')
  const { host } = new URL(url)
  const head = (line: string, ...more: string[]) =>
    `${[line, ...more, 'Connection: close'].join('\r\n')}\r\n\r\n`

  t.jobs = 8
  const halves: Record<string, string> = {
    'a body that stops half-way': head(
      'POST /login HTTP/1.1',
      `Host: ${host}`,
      'Content-Type: application/json',
      'Content-Length: 60',
    ).concat('{"username":"al'),
    'headers that stop half-way': `GET /me HTTP/1.1\r\nHost: ${host}\r\nX-Half: `,
  }
  for (const [what, text] of Object.entries(halves)) {
    // The client keeps the connection open and would wait for minutes: it is the server that ends it.
    t.test(`${what}: 408`, { buffered: true }, async (t) => {
      isProblem(t, await sendText(url, text), 'request-timeout')
    })
  }

  const malformed: Record<string, string> = {
    garbage: 'GARBAGE\r\n\r\n',
    'no HTTP at all': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'two lengths': head(
      'POST /logout HTTP/1.1',
      `Host: ${host}`,
      'Content-Length: 0',
      'Content-Length: 5',
    ),
    'a length beside chunks': head(
      'POST /logout HTTP/1.1',
      `Host: ${host}`,
      'Content-Length: 5',
      'Transfer-Encoding: chunked',
    ).concat('0\r\n\r\n'),
    'a space in a header name': head('GET /about HTTP/1.1', `Host: ${host}`, 'X-Odd : 1'),
    'a bare line feed in a header': head('GET /about HTTP/1.1', `Host: ${host}`, 'X-Odd: a\nb: c'),
  }
  for (const [what, text] of Object.entries(malformed)) {
    t.test(`${what}: 400`, { buffered: true }, async (t) => {
      isProblem(t, await sendText(url, text), 'invalid-request')
    })
  }

  t.test('headers over their limit: 431', { buffered: true }, async (t) => {
    const text = head('GET /about HTTP/1.1', `Host: ${host}`, `X-Long: ${'a'.repeat(20_000)}`)
    isProblem(t, await sendText(url, text), 'headers-too-large')
  })

  const addressed: [what: string, text: string, status: number][] = [
    ['an address of this server in full', head(`GET ${url}/about HTTP/1.1`, `Host: ${host}`), 200],
    ['that, beside a foreign Host', head(`GET ${url}/about HTTP/1.1`, 'Host: evil.test'), 200],
    ['a foreign address', head('GET http://evil.test/about HTTP/1.1', `Host: ${host}`), 421],
    ['HTTP/1.0 without Host', head('GET /about HTTP/1.0'), 421],
    ['HTTP/1.0 with Host', head('GET /about HTTP/1.0', `Host: ${host}`), 200],
    ['a foreign Host', head('GET /about HTTP/1.1', 'Host: evil.test'), 421],
    ['an empty Host', head('GET /about HTTP/1.1', 'Host:'), 421],
    ['HTTP/1.0 without Host, from a probe', head('GET /health/live HTTP/1.0'), 200],
  ]
  for (const [what, text, status] of addressed) {
    t.test(`${what}: ${status}`, { buffered: true }, async (t) => {
      const answer = await sendText(url, text)
      if (status === 421) isProblem(t, answer, 'misdirected-request')
      else t.equal(answer.status, status)
    })
  }

  const byNode: [what: string, text: string, status: number][] = [
    ['HTTP/1.1 without Host', head('GET /about HTTP/1.1'), 400],
    ['an unknown expectation', head('GET /about HTTP/1.1', `Host: ${host}`, 'Expect: more'), 417],
  ]
  for (const [what, text, status] of byNode) {
    t.test(`${what}: ${status}`, { buffered: true }, async (t) => {
      t.equal((await sendText(url, text)).status, status)
    })
  }
})
