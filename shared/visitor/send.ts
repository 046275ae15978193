import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { ConnectionOptions } from 'node:tls'
import { Exchange, type HeaderLines, requestName } from './exchange.ts'

/** Interim answers (1xx) before the one that counts; a server that sends more has none in mind. */
export const MOST_INTERIM_ANSWERS = 20

/** Why no exchange came about. `code` is stable. */
export class VisitError extends Error {
  readonly code: 'timeout' | 'aborted' | 'response-too-large' | 'connection-failed' | 'unsendable'

  constructor(code: VisitError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'VisitError'
    this.code = code
  }
}

/** One request in full. Nothing is added to it but what HTTP/1.1 itself needs. */
export interface Sending {
  readonly origin: URL
  /** The path and query exactly as they go on the wire. */
  readonly path: string
  readonly method: string
  /** A list of values makes one header line for each. */
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: string | Buffer | undefined
  /** The address to connect to, where it is not to be looked up from the origin. */
  readonly connectAddress?: string | undefined
  readonly connectPort?: number | undefined
  readonly tls?: ConnectionOptions | undefined
  /** The own address to connect from. */
  readonly localAddress?: string | undefined
  /** For the whole exchange, so that neither a silent nor a dripping server can hold it up. */
  readonly timeoutMs: number
  readonly limitBytes: number
  readonly signal?: AbortSignal | undefined
}

/** Sends one request on a connection of its own; rejects with a VisitError. */
export function send(sending: Sending): Promise<Exchange> {
  const { origin, path, method, signal } = sending
  const name = requestName(method, path)
  return new Promise((resolve, reject) => {
    const startedMs = performance.now()
    if (signal?.aborted) return reject(new VisitError('aborted', `${name}: given up`))
    const request = open(sending)
    let answered = false
    let interimAnswers = 0
    const settle = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
    const fail = (code: VisitError['code'], reason: string, cause?: unknown) => {
      settle()
      request.destroy()
      reject(new VisitError(code, `${name}: ${reason}`, { cause }))
    }
    const onAbort = () => fail('aborted', 'given up')
    signal?.addEventListener('abort', onAbort)
    const timer = setTimeout(() => {
      fail('timeout', `no whole answer in ${Math.round(sending.timeoutMs / 100) / 10} s`)
    }, sending.timeoutMs)
    request.on('error', (cause) => {
      // A server may refuse a body before it has read it all; its answer counts then, not the reset.
      if (!answered) fail('connection-failed', reasonOf(cause), cause)
    })
    request.on('information', () => {
      interimAnswers += 1
      if (interimAnswers > MOST_INTERIM_ANSWERS) {
        fail('response-too-large', `over ${MOST_INTERIM_ANSWERS} interim answers`)
      }
    })
    request.on('close', () => {
      // After a 101 that nobody asked for Node closes the connection and says no more.
      if (!answered) fail('connection-failed', 'the connection was closed without an answer')
    })
    request.on('response', (response) => {
      answered = true
      receive(response, sending.limitBytes).then(
        (body) => {
          settle()
          const sent = {
            method,
            url: `${origin.origin}${path}`,
            headers: linesOf(request.getRawHeaderNames(), (each) => request.getHeader(each)),
            body: sending.body?.toString(),
          }
          const headers = pairs(response.rawHeaders)
          const received = { status: response.statusCode ?? 0, headers, body }
          resolve(new Exchange(sent, received, performance.now() - startedMs))
        },
        (error: VisitError) => fail(error.code, error.message, error.cause),
      )
    })
    request.end(sending.body)
  })
}

/** @throws VisitError for a path or a header, perhaps taken from an answer, that HTTP has no place for */
function open({ origin, method, path, headers, ...sending }: Sending): ClientRequest {
  const request = origin.protocol === 'https:' ? httpsRequest : httpRequest
  try {
    return request({
      ...sending.tls,
      host: sending.connectAddress ?? unbracketed(origin.hostname),
      port: sending.connectPort ?? portOf(origin),
      servername: origin.hostname,
      method,
      path,
      headers: { Host: origin.host, ...headers },
      agent: false,
      ...(sending.localAddress === undefined ? {} : { localAddress: sending.localAddress }),
    })
  } catch (cause) {
    const reason = `can not be sent (${(cause as Error).message})`
    throw new VisitError('unsendable', `${requestName(method, path)}: ${reason}`, { cause })
  }
}

/** Parser errors have codes of llhttp's: HPE_INVALID_CONSTANT for one. */
function reasonOf(cause: NodeJS.ErrnoException): string {
  const isNoHttp = cause.code?.startsWith('HPE_') ?? false
  return isNoHttp ? `the answer is no valid HTTP (${cause.message})` : cause.message
}

function receive(response: IncomingMessage, limitBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes > limitBytes) {
        const reason = `the answer is over the ${limitBytes} bytes that there is room for`
        reject(new VisitError('response-too-large', reason))
      }
    })
    response.on('end', () => resolve(Buffer.concat(chunks).toString()))
    response.on('error', (cause) => {
      const reason = `the answer broke off (${reasonOf(cause)})`
      reject(new VisitError('connection-failed', reason, { cause }))
    })
    response.on('close', () => reject(new VisitError('connection-failed', 'the answer broke off')))
  })
}

function linesOf(names: string[], value: (name: string) => unknown): HeaderLines {
  return names.flatMap((name) => [value(name)].flat().map((each) => [name, String(each)] as const))
}

function pairs(raw: readonly string[]): HeaderLines {
  const lines: [string, string][] = []
  for (let at = 0; at + 1 < raw.length; at += 2) lines.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return lines
}

export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}

function unbracketed(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}
