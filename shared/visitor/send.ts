import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { ConnectionOptions } from 'node:tls'
import { Exchange, type HeaderLines } from './exchange.ts'

/** Why no exchange came about. `code` is stable. */
export class VisitError extends Error {
  readonly code: 'timeout' | 'aborted' | 'response-too-large' | 'connection-failed'

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
  const { origin, path, method } = sending
  const url = `${origin.origin}${path}`
  const secure = origin.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const startedMs = performance.now()
    const request = (secure ? httpsRequest : httpRequest)({
      ...sending.tls,
      host: sending.connectAddress ?? unbracketed(origin.hostname),
      port: sending.connectPort ?? portOf(origin),
      servername: origin.hostname,
      method,
      path,
      headers: { Host: origin.host, ...sending.headers },
      agent: false,
      ...(sending.localAddress === undefined ? {} : { localAddress: sending.localAddress }),
    })
    let answered = false
    const settle = () => {
      clearTimeout(timer)
      sending.signal?.removeEventListener('abort', onAbort)
    }
    const fail = (error: VisitError) => {
      settle()
      request.destroy()
      reject(error)
    }
    const onAbort = () => fail(new VisitError('aborted', `${method} ${url}: given up`))
    sending.signal?.addEventListener('abort', onAbort)
    const timer = setTimeout(() => {
      fail(
        new VisitError('timeout', `${method} ${url}: no whole answer in ${sending.timeoutMs} ms`),
      )
    }, sending.timeoutMs)
    request.on('error', (cause) => {
      // A server may refuse a body before it has read it all; its answer counts then, not the reset.
      if (!answered) {
        fail(new VisitError('connection-failed', `${method} ${url}: ${cause.message}`, { cause }))
      }
    })
    request.on('response', (response) => {
      answered = true
      receive(response, sending.limitBytes).then((body) => {
        settle()
        const sent = {
          method,
          url,
          headers: linesOf(request.getRawHeaderNames(), (name) => request.getHeader(name)),
          body: sending.body?.toString(),
        }
        const headers = pairs(response.rawHeaders)
        const received = { status: response.statusCode ?? 0, headers, body }
        resolve(new Exchange(sent, received, performance.now() - startedMs))
      }, fail)
    })
    request.end(sending.body)
  })
}

function receive(response: IncomingMessage, limitBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes > limitBytes) {
        reject(new VisitError('response-too-large', `the answer is over ${limitBytes} bytes`))
      }
    })
    response.on('end', () => resolve(Buffer.concat(chunks).toString()))
    response.on('error', (cause) => {
      reject(
        new VisitError('connection-failed', `the answer broke off: ${cause.message}`, { cause }),
      )
    })
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
