import type { ConnectionOptions } from 'node:tls'
import type { Exchange } from './exchange.ts'
import { Jar } from './jar.ts'
import { send } from './send.ts'

/** What a current browser sends when a person opens a page. */
export const BROWSER_ACCEPT =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'

const TIMEOUT_MS = 10_000
const LIMIT_BYTES = 8 * 1024 * 1024

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
    const exchange = await send({
      origin: this.options.origin,
      path,
      method,
      headers: present(headers),
      body,
      connectAddress: this.options.connectAddress,
      connectPort: this.options.connectPort,
      tls: this.options.tls,
      localAddress: options.localAddress ?? this.options.localAddress,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      limitBytes: LIMIT_BYTES,
      signal: this.options.signal,
    })
    this.journal.push(exchange)
    if (cookies === 'jar') this.jar.receive(url, exchange.headers('set-cookie'))
    return exchange
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
