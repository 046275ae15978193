/** What the lab knows of one server: how it calls itself, and the latest result of each case. */
import type { ConformanceCase } from '../../../shared/conformance/case.ts'
import type { ResultRecord } from '../../../shared/conformance/reports/record.ts'

/** Without the exchanges, which are asked for one case at a time. */
export type Brief = Omit<ResultRecord, 'exchanges'>

export interface SeenServer {
  readonly url: string
  /** The style it declares; null until it was found. */
  readonly style: string | null
  /** Why the latest run could not judge it, in words. */
  readonly trouble: string | null
  readonly results: readonly Brief[]
}

export class JudgedServer {
  readonly url: string
  style: string | null = null
  trouble: string | null = null
  readonly #results = new Map<string, ResultRecord>()

  constructor(url: string) {
    this.url = url
  }

  get seen(): SeenServer {
    const { url, style, trouble } = this
    return { url, style, trouble, results: [...this.#results.values()].map(brief) }
  }

  result(id: string): ResultRecord | undefined {
    return this.#results.get(id)
  }

  /** What is judged anew is not known until then. */
  forget(cases: readonly ConformanceCase[]): void {
    this.trouble = null
    for (const { id } of cases) this.#results.delete(id)
  }

  keep(record: ResultRecord): Brief {
    this.#results.set(record.id, record)
    return brief(record)
  }
}

function brief({ exchanges: _, ...rest }: ResultRecord): Brief {
  return rest
}
