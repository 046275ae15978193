/** The servers that the lab knows: those it was started with, and some that were typed in. */
import { JudgedServer, type SeenServer } from './judged-server.ts'

/** Each keeps some megabytes of exchanges. */
export const MOST_SERVERS = 8

export class JudgedServers {
  readonly #kept: readonly string[]
  readonly #byUrl = new Map<string, JudgedServer>()

  /** @param kept URLs of those that always stay */
  constructor(kept: readonly string[]) {
    this.#kept = kept
    for (const url of kept) this.#byUrl.set(url, new JudgedServer(url))
  }

  get seen(): SeenServer[] {
    return [...this.#byUrl.values()].map(({ seen }) => seen)
  }

  at(url: string): JudgedServer | undefined {
    return this.#byUrl.get(url)
  }

  /**
   * Where there are too many, the one that was typed in first goes.
   * @param staying those that do not
   * @returns false where all of them stay
   */
  add(url: string, staying: readonly string[]): boolean {
    if (this.#byUrl.has(url)) return true
    if (this.#byUrl.size >= MOST_SERVERS) {
      const stay = [...this.#kept, ...staying]
      const oldest = [...this.#byUrl.keys()].find((each) => !stay.includes(each))
      if (oldest === undefined) return false
      this.#byUrl.delete(oldest)
    }
    this.#byUrl.set(url, new JudgedServer(url))
    return true
  }
}
