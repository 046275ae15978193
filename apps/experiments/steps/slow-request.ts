import { Exchange, type HeaderLines } from '../../../shared/visitor/exchange.ts'
import { RawConnection } from '../../../shared/visitor/raw-socket.ts'
import type { Person } from '../person.ts'

/** A request under way: its head and half its body are with the server, the rest is still to come. */
interface SlowRequest {
  /** Sends the rest; the person's jar takes what the answer sets. Its body is not read. */
  end(): Promise<Exchange>
}

/** Begins a request with the cookies that the person has now, and waits until the server has begun on it. */
export async function beginSlowly(
  person: Person,
  method: string,
  path: string,
  json: object,
): Promise<SlowRequest> {
  const { origin } = person.options
  const url = `${origin.origin}${path}`
  const body = JSON.stringify(json)
  const half = Math.floor(body.length / 2)
  const headers: HeaderLines = [
    ['Host', origin.host],
    ['User-Agent', person.name],
    ['Accept', 'application/json'],
    ['Cookie', person.jar.header(url) ?? ''],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(body.length)],
    // The interim answer tells that the server has begun on this request (RFC 9110 10.1.1).
    ['Expect', '100-continue'],
  ]
  const connection = await RawConnection.open(person.options)
  const startedMs = performance.now()
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  await connection.send(`${method} ${path} HTTP/1.1\r\n${lines}\r\n`)
  if (!(await connection.continued(5000))) throw new Error(`${method} ${path} was not begun on`)
  await connection.send(body.slice(0, half))
  return {
    async end() {
      await connection.send(body.slice(half))
      const { status = 0, head, setCookieLines } = await connection.answer(10_000)
      connection.close()
      person.jar.receive(url, setCookieLines)
      const exchange = new Exchange(
        { method, url, headers, body },
        { status, headers: headersIn(head), body: '' },
        performance.now() - startedMs,
      )
      person.record(exchange)
      return exchange
    },
  }
}

function headersIn(head: string): HeaderLines {
  return head
    .split('\r\n')
    .slice(1)
    .flatMap((line) => {
      const colon = line.indexOf(':')
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const]
    })
}
