import { PROBLEMS, type ProblemCode } from './codes.ts'

/** Members that some problems have beside the standard ones (RFC 9457 3.2). */
interface ProblemExtras {
  reason?: 'too-short' | 'too-long' | 'common' | 'name'
  limitBytes?: number
  wouldNeedBytes?: number
}

/** An error that is answered as it is: thrown anywhere, turned into `application/problem+json` at one place. */
export class Problem extends Error {
  override name = 'Problem'
  readonly code: ProblemCode
  readonly statusCode: number
  readonly extras: ProblemExtras
  readonly headers: Record<string, string>

  /**
   * @param detail one sentence for the one who asked; never a credential, a path, or the input itself
   * @param more extra members, headers that go with the answer, and the cause (for the log alone)
   */
  constructor(
    code: ProblemCode,
    detail: string,
    more: { extras?: ProblemExtras; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause })
    this.code = code
    this.statusCode = PROBLEMS[code].status
    this.extras = more.extras ?? {}
    this.headers = more.headers ?? {}
  }

  /** The body of the answer (RFC 9457 3.1); `type` leads to this server's page on its errors. */
  toJSON() {
    const { status, title } = PROBLEMS[this.code]
    const type = `/errors#${this.code}`
    return { type, title, status, detail: this.message, code: this.code, ...this.extras }
  }
}

/** The answer when what keeps the state or the accounts fails: closed, and soon again (contract, rule 12). */
export function storeUnavailable(cause: unknown): Problem {
  return new Problem('store-unavailable', 'The store does not answer. Try again in a moment.', {
    headers: { 'retry-after': '1' },
    cause,
  })
}

export function notSignedIn(): Problem {
  return new Problem('not-signed-in', 'Sign in first.')
}
