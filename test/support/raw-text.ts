/** Text over a bare socket: requests that no HTTP client would make, and the answer as it came. */
import { connect } from 'node:net'
import { MAX_WAIT_MS } from './until.ts'

export interface RawAnswer {
  status: number
  headers: Map<string, string>
  body: string
}

/**
 * Sends text, each character an octet, and reads until the server closes the connection.
 * @param url whose host and port to connect to
 */
export function sendText(url: string, text: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) })
    socket.setEncoding('latin1').setTimeout(MAX_WAIT_MS, () => {
      socket.destroy(new Error(`the server left the connection open: ${received}`))
    })
    socket.on('data', (some) => (received += some))
    // A reset after the answer is a close: what was received before it counts.
    socket.on('error', (error) => (received === '' ? reject(error) : undefined))
    socket.on('close', () => resolve(parsed(received)))
    socket.write(text, 'latin1')
  })
}

function parsed(received: string): RawAnswer {
  const end = received.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = received.slice(0, end).split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1])
  return { status, headers: new Map(headers), body: received.slice(end + 4) }
}
