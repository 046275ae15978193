import type { ConnectionOptions } from 'node:tls'
import type { Exchange } from './exchange.ts'
import { Jar } from './jar.ts'
import type { Patience } from './patience.ts'
import { type Sending, send, VisitError } from './send.ts'

/** What a current browser sends when a person opens a page. */
export const BROWSER_ACCEPT =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'

/** Of one answer, and of all that are kept in one journal. */
export const ANSWER_LIMIT_BYTES = 4 * 1024 * 1024
export const JOURNAL_LIMIT_BYTES = 32 * 1024 * 1024

/** For a whole answer, where no patience is shared. */
const MAX_ANSWER_MS = 60_000

export interface VisitorOptions {
  /** The server's public origin: scheme, host and port. */
  readonly origin: URL
  readonly connectAddress?: string | undefined
  readonly connectPort?: number | undefined
  /** What an https origin's connection needs beside its defaults. */
  readonly tls?: ConnectionOptions | undefined
  readonly localAddress?: string | undefined
  readonly userAgent?: string
  /** Where every exchange goes, of this visitor and of its copies. */
  readonly journal?: Exchange[]
  readonly signal?: AbortSignal | undefined
  /** Shared by all visitors of one server. */
  readonly patience?: Patience | undefined
  /** The time, as of `performance.now()`, after which nothing is waited for. */
  readonly deadlineMs?: number | undefined
}

export interface RequestOptions {
  /** A body as JSON, as a form, or as it is (then with a `Content-Type` in `headers`). */
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** `undefined` takes a header away; a list sends one line for each value. */
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>
  /** The Accept header: `application/json` unless said otherwise, `null` for none. */
  readonly accept?: string | null
  /** `jar` (the default), `none`, or the Cookie header itself; only `jar` takes cookies in too. */
  readonly cookies?: 'jar' | 'none' | { readonly header: string }
  readonly bearer?: string
  readonly localAddress?: string | undefined
  readonly timeoutMs?: number
}

export interface Credentials {
  readonly username: string
  readonly password: string
}

/**
 * A person with a browser, as far as a server can see one: a cookie jar that obeys the
 * browser's rules, and a record of every exchange. It follows no redirect by itself. Requests
 * reject with a `VisitError` where no whole answer comes within the limits of time and size.
 */
export class Visitor {
  readonly options: VisitorOptions
  readonly journal: Exchange[]
  jar = new Jar()

  constructor(options: VisitorOptions) {
    this.options = options
    this.journal = options.journal ?? []
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<Exchange> {
    const url = `${this.options.origin.origin}${path}`
    const cookies = options.cookies ?? 'jar'
    const cookieHeader = cookies === 'jar' ? this.jar.header(url) : undefined
    const { type, body } = bodyOf(options)
    const headers: Record<string, string | string[] | undefined> = {
      'User-Agent': this.options.userAgent ?? 'conformance-visitor/1',
      Accept: options.accept === null ? undefined : (options.accept ?? 'application/json'),
      Cookie: typeof cookies === 'object' ? cookies.header : cookieHeader,
      Authorization: options.bearer === undefined ? undefined : `Bearer ${options.bearer}`,
      'Content-Type': type,
      'Content-Length': body === undefined ? undefined : String(Buffer.byteLength(body)),
      ...options.headers,
    }
    const exchange = await this.#send({
      origin: this.options.origin,
      path,
      method,
      headers: present(headers),
      body,
      connectAddress: this.options.connectAddress,
      connectPort: this.options.connectPort,
      tls: this.options.tls,
      localAddress: options.localAddress ?? this.options.localAddress,
      timeoutMs: this.#timeoutMs(method, path, options),
      limitBytes: Math.min(ANSWER_LIMIT_BYTES, roomIn(this.journal)),
      signal: this.options.signal,
    })
    this.journal.push(exchange)
    if (cookies === 'jar') this.jar.receive(url, exchange.headers('set-cookie'))
    return exchange
  }

  async #send(sending: Sending): Promise<Exchange> {
    const { patience } = this.options
    const startedMs = performance.now()
    try {
      const exchange = await send(sending)
      patience?.answered(exchange.milliseconds)
      return exchange
    } catch (error) {
      const isSilence = error instanceof VisitError && SILENCES.includes(error.code)
      if (isSilence) {
        patience?.unanswered(sending.method, sending.path, performance.now() - startedMs)
      }
      throw error
    }
  }

  #timeoutMs(method: string, path: string, { timeoutMs }: RequestOptions): number {
    const { patience, deadlineMs = Number.POSITIVE_INFINITY } = this.options
    const limitMs = timeoutMs ?? patience?.limitMs(method, path) ?? MAX_ANSWER_MS
    return Math.max(1, Math.min(limitMs, deadlineMs - performance.now()))
  }

  get(path: string, options?: RequestOptions): Promise<Exchange> {
    return this.request('GET', path, options)
  }

  post(path: string, options?: RequestOptions): Promise<Exchange> {
    return this.request('POST', path, options)
  }

  put(path: string, options?: RequestOptions): Promise<Exchange> {
    return this.request('PUT', path, options)
  }

  delete(path: string, options?: RequestOptions): Promise<Exchange> {
    return this.request('DELETE', path, options)
  }

  signIn({ username, password }: Credentials, options?: RequestOptions): Promise<Exchange> {
    return this.post('/login', { json: { username, password }, ...options })
  }

  signOut(options?: RequestOptions): Promise<Exchange> {
    return this.post('/logout', options)
  }

  /** Somebody with a copy of this jar as it is now, who goes on apart from here. */
  copy(): Visitor {
    const twin = new Visitor({ ...this.options, journal: this.journal })
    twin.jar = this.jar.copy()
    return twin
  }

  /** The cookies that would go to this path. */
  cookies(path = '/'): { name: string; value: string }[] {
    return this.jar.cookies(`${this.options.origin.origin}${path}`)
  }
}

/** What a server that is gone, or lost in something, makes of a request. */
const SILENCES: readonly string[] = ['timeout', 'connection-failed']

function roomIn(journal: readonly Exchange[]): number {
  return Math.max(
    0,
    journal.reduce((left, { body }) => left - body.length, JOURNAL_LIMIT_BYTES),
  )
}

function bodyOf(options: RequestOptions): { type?: string; body?: string | Buffer | undefined } {
  if (options.json !== undefined) {
    return { type: 'application/json', body: JSON.stringify(options.json) }
  }
  if (options.form !== undefined) {
    const body = new URLSearchParams(options.form).toString()
    return { type: 'application/x-www-form-urlencoded', body }
  }
  return { body: options.body }
}

function present(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string | string[]] => {
      return entry[1] !== undefined
    }),
  )
}
