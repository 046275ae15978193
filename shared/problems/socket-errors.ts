/**
 * What Node's HTTP parser refuses never becomes a request: it is answered on the bare socket, with
 * the right status (contract, rule 9).
 */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { Problem } from './problem.ts'

const BY_CODE: Record<string, Problem> = {
  ERR_HTTP_REQUEST_TIMEOUT: new Problem('request-timeout', 'The request did not arrive in time.'),
  HPE_HEADER_OVERFLOW: new Problem('headers-too-large', 'All headers together may have 16 KiB.'),
}
const MALFORMED = new Problem('invalid-request', 'This is no HTTP request.')

export function answerSocketError(
  error: NodeJS.ErrnoException,
  socket: Socket,
  headers: Record<string, string>,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = BY_CODE[error.code ?? ''] ?? MALFORMED
  const body = JSON.stringify(problem)
  const status = problem.statusCode
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
