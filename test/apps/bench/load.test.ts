/** The load's own reading of answers, against a real server. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { type Asked, Connection, WrongAnswer } from '../../../apps/bench/load/connection.ts'
import { credentialOf } from '../../../apps/bench/load/requests.ts'
import { quantile, runLoad } from '../../../apps/bench/load/run-load.ts'
import { runPaced } from '../../../apps/bench/load/run-paced.ts'

async function serving(t: Test, listener: RequestListener): Promise<Connection> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const connection = await Connection.open((server.address() as AddressInfo).port)
  t.teardown(() => {
    connection.close()
    server.close()
  })
  return connection
}

function asked(path: string, status: number, holds?: string): Asked {
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`)
  return { request, status, ...(holds !== undefined && { holds }) }
}

t.test('an answer is whole with its length, in chunks, and without a body', async (t) => {
  const connection = await serving(t, ({ url }, response) => {
    if (url === '/empty') response.writeHead(204).end()
    else if (url === '/chunks') {
      response.write('first ')
      setImmediate(() => response.end('last'))
    } else response.setHeader('content-length', 4).end('here')
  })
  t.match(await connection.ask(asked('/length', 200)), /\r\n\r\nhere$/)
  t.match(await connection.ask(asked('/chunks', 200)), /first [\s\S]*last\r\n0\r\n\r\n$/)
  t.match(await connection.ask(asked('/empty', 204)), /^HTTP\/1\.1 204 .*\r\n\r\n$/s)
  t.match(await connection.ask(asked('/length', 200)), /here$/, 'and the connection goes on')
})

t.test('a wrong status, another visitor and a closed connection are errors', async (t) => {
  const connection = await serving(t, ({ url }, response) => {
    if (url === '/gone') response.destroy()
    else response.end('"username":"visitor-1"')
  })
  await t.rejects(connection.ask(asked('/', 204)), WrongAnswer)
  await t.rejects(
    connection.ask(asked('/', 200, '"username":"visitor-2"')),
    new WrongAnswer('GET /: expected 200 with "username":"visitor-2", saw 200'),
  )
  await t.rejects(connection.ask(asked('/gone', 200)), /closed the connection/)
  await t.rejects(connection.ask(asked('/', 200)), /closed the connection/, 'nor is it waited for')
})

t.test('a load asks in turn, and gives every time in order', async (t) => {
  const seen: string[] = []
  const connection = await serving(t, ({ url = '' }, response) => {
    seen.push(url)
    response.end()
  })
  const { requests, latenciesMs } = await runLoad([connection], (i) => asked(`/${i}`, 200), {
    until: (sent) => sent >= 5,
  })
  t.strictSame(seen, ['/0', '/1', '/2', '/3', '/4'])
  t.equal(requests, 5)
  t.strictSame(
    [...latenciesMs],
    [...latenciesMs].sort((a, b) => a - b),
  )
  await t.rejects(
    runLoad([connection], () => asked('/', 404), { until: () => false }),
    WrongAnswer,
    'a wrong answer ends it',
  )
})

t.test('a paced load asks at its times, however slow the answers are', async (t) => {
  const listener: RequestListener = (_request, response) => setTimeout(() => response.end(), 50)
  const connections = [await serving(t, listener)]
  const beganMs = performance.now()
  const pace = { perSecond: 100, seconds: 0.05 }
  const latenciesMs = await runPaced(connections, () => asked('/', 200), pace)
  t.equal(latenciesMs.length, 5)
  t.ok(performance.now() - beganMs >= 245, 'one connection answers one after the other')
  t.ok((latenciesMs[4] as number) >= 200, 'and what had to wait for it took as long')
})

t.test('quantiles of what was measured', async (t) => {
  const hundred = Float64Array.from({ length: 100 }, (_, i) => i)
  t.equal(quantile(hundred, 0.5), 50)
  t.equal(quantile(hundred, 0.99), 99)
  t.equal(quantile(Float64Array.of(7), 0.99), 7)
})

t.test(
  'a credential is what the cookies of an answer make, without those that are cleared',
  async (t) => {
    const head = (...lines: string[]) =>
      `HTTP/1.1 200 OK\r\n${lines.map((line) => `Set-Cookie: ${line}\r\n`).join('')}\r\n`
    t.equal(credentialOf(head('a=1; Path=/', 'b=2==; HttpOnly')), 'a=1; b=2==')
    t.equal(credentialOf(head('a=; Max-Age=0', 'b=2')), 'b=2')
    t.equal(credentialOf(head('a=; Max-Age=0')), undefined)
    t.equal(credentialOf(`${head()}Set-Cookie: a=1`), undefined, 'of the head alone')
  },
)
