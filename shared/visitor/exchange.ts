import { parseJson } from './json.ts'
import { parseSetCookie, type SetCookie } from './set-cookie.ts'

/** Header lines in the order and spelling of the wire, one pair per line. */
export type HeaderLines = readonly (readonly [name: string, value: string])[]

/** The request as it was sent. `body` is its text, undefined where there was none. */
interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeaderLines
  readonly body: string | undefined
}

/** The response as it was received. */
interface ReceivedResponse {
  readonly status: number
  readonly headers: HeaderLines
  readonly body: string
}

/** One request and its response: plain data, with the readings that judging needs. */
export class Exchange {
  readonly request: SentRequest
  readonly response: ReceivedResponse
  /** From the first byte sent to the last byte received. */
  readonly milliseconds: number

  constructor(request: SentRequest, response: ReceivedResponse, milliseconds: number) {
    this.request = request
    this.response = response
    this.milliseconds = milliseconds
  }

  get status(): number {
    return this.response.status
  }

  get body(): string {
    return this.response.body
  }

  /** Every value of a response header, in order; names compare without case (RFC 9110 5.1). */
  headers(name: string): string[] {
    const wanted = name.toLowerCase()
    return this.response.headers
      .filter(([each]) => each.toLowerCase() === wanted)
      .map(([, value]) => value)
  }

  /** The values of a response header joined as one list (RFC 9110 5.3), undefined where absent. */
  header(name: string): string | undefined {
    const values = this.headers(name)
    return values.length === 0 ? undefined : values.join(', ')
  }

  /** The media type without its parameters, in lower case; empty where absent. */
  get mediaType(): string {
    return (this.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  }

  /** The body as JSON, whatever its media type; undefined where it is none. */
  json(): unknown {
    return parseJson(this.body)
  }

  /** A member of the JSON body, undefined where the body is no object or lacks it. */
  member(name: string): unknown {
    const value = this.json()
    if (typeof value !== 'object' || value === null) return undefined
    return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
  }

  setCookies(): SetCookie[] {
    return this.headers('set-cookie').map(parseSetCookie)
  }

  /** "GET /me": how messages name this exchange. */
  get name(): string {
    return requestName(this.request.method, this.request.url.replace(/^https?:\/\/[^/]*/, ''))
  }
}

export function requestName(method: string, path: string): string {
  return `${method} ${path.length > 60 ? `${path.slice(0, 60)}…` : path}`
}
