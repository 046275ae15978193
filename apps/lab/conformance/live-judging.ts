/** Servers judged from the page, as `npm run conformance` does it: one run at a time for everyone who looks. */

import { readArguments, selectCases } from '../../conformance/arguments.ts'
import { profileOf } from '../../conformance/profile.ts'
import { Broadcast } from '../broadcast.ts'
import type { Brief, JudgedServer, SeenServer } from './judged-server.ts'
import { JudgedServers } from './judged-servers.ts'
import { Judging } from './judging.ts'
import type { Judged } from './judging-messages.ts'

export interface JudgingProgress {
  readonly running: boolean
  /** Asked to stop: cases under way put back what they changed. */
  readonly stopping: boolean
  /** Cases, of all servers of the run. */
  readonly done: number
  readonly all: number
  /** What began last, as `login.wrong-password`. */
  readonly at: string
}

export type JudgingEvent =
  | {
      readonly kind: 'whole'
      readonly progress: JudgingProgress
      readonly servers: readonly SeenServer[]
    }
  | { readonly kind: 'progress'; readonly progress: JudgingProgress }
  | { readonly kind: 'result'; readonly url: string; readonly result: Brief }

const GIVEN_UP =
  'the suite was given up before it was through: something that was sent to it took too long or too much memory'

export class LiveJudging {
  readonly #servers: JudgedServers
  readonly events = new Broadcast<JudgingEvent>(() => {
    return { kind: 'whole', progress: this.progress, servers: this.#servers.seen }
  })
  progress: JudgingProgress = { running: false, stopping: false, done: 0, all: 0, at: '' }
  #judging: Judging | undefined
  #ended: Promise<void> = Promise.resolve()

  /** @param urls of servers that stay in the list */
  constructor(urls: readonly string[]) {
    this.#servers = new JudgedServers(urls)
  }

  server(url: string): JudgedServer | undefined {
    return this.#servers.at(url)
  }

  /** @returns false where there is no room for them: what is judged right now is not pushed out */
  add(...urls: string[]): boolean {
    const staying = this.progress.running ? this.#servers.seen.map(({ url }) => url) : urls
    const haveRoom = urls.map((url) => this.#servers.add(url, staying)).every(Boolean)
    this.events.tellWhole()
    return haveRoom
  }

  /**
   * @param groups all of them where none is named
   * @returns false where a run is under way already
   * @throws UsageError for a group that does not exist
   */
  start(urls: readonly string[], groups: readonly string[]): boolean {
    const command = readArguments([...urls, ...groups.map((group) => `--group=${group}`)])
    const cases = selectCases(profileOf(command).cases, command)
    if (this.progress.running) return false
    const servers = urls.flatMap((url) => this.#servers.at(url) ?? [])
    for (const server of servers) server.forget(cases)
    const all = cases.length * servers.length
    this.progress = { running: true, stopping: false, done: 0, all, at: '' }
    this.events.tellWhole()
    this.#judging = new Judging({ urls, groups }, (told) => this.#heard(told, cases.length))
    this.#ended = this.#end(this.#judging, servers)
    return true
  }

  /** No further case begins; those under way put back what they changed. */
  stop(): Promise<void> {
    this.#judging?.stop()
    if (this.progress.running) this.#tell({ stopping: true })
    return this.#ended
  }

  /** @param caseCount of each server */
  #heard(told: Judged, caseCount: number): void {
    if (told.kind === 'begin') this.#tell({ at: told.id })
    if (!('url' in told)) return
    const server = this.#servers.at(told.url)
    if (server === undefined) return
    if (told.kind === 'result') {
      const result = server.keep(told.record)
      this.events.tell({ kind: 'result', url: server.url, result })
      this.#tell({ done: this.progress.done + 1 })
      return
    }
    if (told.kind === 'style') server.style = told.style
    else {
      server.trouble = told.said
      this.#tell({ all: this.progress.all - caseCount })
    }
    this.events.tellWhole()
  }

  async #end(judging: Judging, servers: readonly JudgedServer[]): Promise<void> {
    const isWhole = await judging.ended
    if (!isWhole) for (const server of servers) server.trouble ??= GIVEN_UP
    this.progress = { ...this.progress, running: false, stopping: false, at: '' }
    this.events.tellWhole()
  }

  #tell(change: Partial<JudgingProgress>): void {
    this.progress = { ...this.progress, ...change }
    this.events.tell({ kind: 'progress', progress: this.progress })
  }
}
