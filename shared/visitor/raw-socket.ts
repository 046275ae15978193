import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { HeadReader } from './head-reader.ts'
import { portOf, VisitError } from './send.ts'
import type { VisitorOptions } from './visitor.ts'

/** What came back on a raw connection: the final status, or nothing because it was closed. */
export interface RawAnswer {
  /** Undefined where the server closed the connection without an answer. */
  readonly status: number | undefined
  readonly head: string
  readonly setCookieLines: readonly string[]
}

/** A connection whose bytes are the caller's own: half bodies, late bodies, broken requests. */
export class RawConnection {
  readonly #socket: Socket
  readonly #reader = new HeadReader()
  #closed = false
  #wake: () => void = () => {}

  private constructor(socket: Socket, signal: AbortSignal | undefined) {
    this.#socket = socket
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      this.#reader.push(text)
      if (this.#reader.fault !== undefined) this.#socket.destroy()
      this.#wake()
    })
    const onAbort = () => socket.destroy()
    signal?.addEventListener('abort', onAbort)
    const end = () => {
      signal?.removeEventListener('abort', onAbort)
      this.#closed = true
      this.#wake()
    }
    socket.on('close', end)
    socket.on('end', end)
    // A reset is a close here: what was received before it still counts.
    socket.on('error', end)
    if (signal?.aborted) socket.destroy()
  }

  static open(options: VisitorOptions, timeoutMs = 5_000): Promise<RawConnection> {
    const { origin } = options
    const secure = origin.protocol === 'https:'
    const where = {
      host: options.connectAddress ?? origin.hostname.replace(/^\[|\]$/g, ''),
      port: options.connectPort ?? portOf(origin),
      ...(options.localAddress === undefined ? {} : { localAddress: options.localAddress }),
    }
    return new Promise((resolve, reject) => {
      const socket = secure
        ? connectTls({ ...options.tls, ...where, servername: origin.hostname })
        : connect(where)
      const fail = (reason: string) => {
        socket.destroy()
        reject(new VisitError('connection-failed', `${origin.origin}: ${reason}`))
      }
      const timer = setTimeout(() => fail(`no connection in ${timeoutMs} ms`), timeoutMs)
      socket.once('error', (error) => {
        clearTimeout(timer)
        fail(error.message)
      })
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer)
        socket.removeAllListeners('error')
        resolve(new RawConnection(socket, options.signal))
      })
    })
  }

  /**
   * Sends text; each character is one octet. Resolves when the kernel took it, or it cannot.
   * @throws VisitError where the server takes nothing more in so many milliseconds
   */
  async send(text: string, timeoutMs = 10_000): Promise<void> {
    let taken = this.#closed
    if (!taken) {
      this.#socket.write(text, 'latin1', () => {
        taken = true
        this.#wake()
      })
    }
    await this.#until(() => taken, timeoutMs)
    if (!taken && !this.#closed) {
      throw new VisitError('timeout', `the server takes no more bytes in ${timeoutMs} ms`)
    }
  }

  /** True once the server said "100 Continue": it has read the head and begun on the request. */
  async continued(timeoutMs: number): Promise<boolean> {
    await this.#until(() => this.#reader.continued, timeoutMs)
    return this.#reader.continued
  }

  /** Whether an answer has begun to arrive, or the connection was closed. */
  get answered(): boolean {
    return this.#closed || this.#reader.head !== undefined
  }

  /** The same, waiting for it up to so many milliseconds. */
  async answeredWithin(timeoutMs: number): Promise<boolean> {
    await this.#until(() => this.answered, timeoutMs)
    return this.answered
  }

  /** The final answer (1xx ones skipped), once its head is whole or the connection is closed. */
  async answer(timeoutMs: number): Promise<RawAnswer> {
    await this.#until(() => this.answered, timeoutMs)
    const { head = '', fault } = this.#reader
    if (fault !== undefined) throw new VisitError('connection-failed', fault)
    if (!this.answered) throw new VisitError('timeout', `no answer in ${timeoutMs} ms`)
    const status = /^HTTP\/1\.\d (\d{3})/.exec(head)?.[1]
    return {
      status: status === undefined ? undefined : Number(status),
      head,
      setCookieLines: [...head.matchAll(/^set-cookie:(.*)$/gim)].map(([, value = '']) => {
        return value.trim()
      }),
    }
  }

  close(): void {
    this.#socket.destroy()
  }

  async #until(done: () => boolean, timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs
    while (!done() && !this.#closed) {
      const leftMs = deadline - performance.now()
      if (leftMs <= 0) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
}
