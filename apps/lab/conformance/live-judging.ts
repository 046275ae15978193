/** Servers judged from the page, as `npm run conformance` does it: one run at a time for everyone who looks. */
import { readArguments, selectCases } from '../../../shared/conformance/arguments.ts'
import type { ConformanceCase } from '../../../shared/conformance/case.ts'
import { judge } from '../../../shared/conformance/command.ts'
import { type Profile, profileOf } from '../../../shared/conformance/profile.ts'
import type { RunOptions } from '../../../shared/conformance/runner.ts'
import { printable } from '../../../shared/conformance/show.ts'
import { TargetError } from '../../../shared/conformance/target.ts'
import { turnsFor } from '../../../shared/conformance/turns.ts'
import { Broadcast } from './broadcast.ts'
import type { Brief, JudgedServer, SeenServer } from './judged-server.ts'
import { JudgedServers } from './judged-servers.ts'

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

export type JudgingTold =
  | {
      readonly kind: 'whole'
      readonly progress: JudgingProgress
      readonly servers: readonly SeenServer[]
    }
  | { readonly kind: 'progress'; readonly progress: JudgingProgress }
  | { readonly kind: 'result'; readonly url: string; readonly result: Brief }

/** What stands for `--user` here, where there is no command line. */
const OTHER_USERS =
  'the lab signs in as the demo users; npm run conformance -- URL --user NAME:PASSWORD takes others'

export class LiveJudging {
  readonly #servers: JudgedServers
  readonly #told = new Broadcast<JudgingTold>(() => {
    return { kind: 'whole', progress: this.progress, servers: this.#servers.seen }
  })
  progress: JudgingProgress = { running: false, stopping: false, done: 0, all: 0, at: '' }
  #stop = new AbortController()
  #ended: Promise<void> = Promise.resolve()

  /** @param urls of servers that stay in the list */
  constructor(urls: readonly string[]) {
    this.#servers = new JudgedServers(urls)
  }

  server(url: string): JudgedServer | undefined {
    return this.#servers.at(url)
  }

  listen(listener: (told: JudgingTold) => void): () => void {
    return this.#told.listen(listener)
  }

  /** @returns false where there is no room for them: what is judged right now is not pushed out */
  add(...urls: string[]): boolean {
    const staying = this.progress.running ? this.#servers.seen.map(({ url }) => url) : urls
    const haveRoom = urls.map((url) => this.#servers.add(url, staying)).every(Boolean)
    this.#told.tellWhole()
    return haveRoom
  }

  /**
   * @param groups all of them where none is named
   * @returns false where a run is under way already
   * @throws UsageError for a group that does not exist
   */
  start(urls: readonly string[], groups: readonly string[]): boolean {
    const command = readArguments([...urls, ...groups.map((group) => `--group=${group}`)])
    const profile = profileOf(command)
    const cases = selectCases(profile.cases, command)
    if (this.progress.running) return false
    const servers = urls.flatMap((url) => this.#servers.at(url) ?? [])
    for (const server of servers) server.forget(cases)
    const all = cases.length * servers.length
    this.progress = { running: true, stopping: false, done: 0, all, at: '' }
    this.#told.tellWhole()
    this.#stop = new AbortController()
    const passwords = command.users.map(({ password }) => password)
    this.#ended = this.#run(servers, profile, cases, passwords)
    return true
  }

  /** No further case begins; those under way put back what they changed. */
  stop(): Promise<void> {
    this.#stop.abort()
    if (this.progress.running) this.#tell({ stopping: true })
    return this.#ended
  }

  async #run(
    servers: readonly JudgedServer[],
    profile: Profile,
    cases: readonly ConformanceCase[],
    passwords: readonly string[],
  ): Promise<void> {
    const options: RunOptions = {
      turns: turnsFor(servers.length),
      stop: this.#stop.signal,
      onBegin: ({ id }) => this.#tell({ at: id }),
    }
    const judging = servers.map(async (server) => {
      const keep: RunOptions['onResult'] = (result) => {
        const brief = server.keep(result, passwords)
        this.#told.tell({ kind: 'result', url: server.url, result: brief })
        this.#tell({ done: this.progress.done + 1 })
      }
      const found = { ...profile, find: (url: string) => this.#find(profile, server, url) }
      const { judged, said } = await judge(server.url, found, cases, { ...options, onResult: keep })
      if (judged === undefined) {
        server.trouble = said
        this.#tell({ all: this.progress.all - cases.length })
      }
      // Those of a run that was given up are told at its end only.
      for (const result of judged?.results ?? []) if (result.givenUp) keep(result)
    })
    await Promise.all(judging)
    this.progress = { ...this.progress, running: false, stopping: false, at: '' }
    this.#told.tellWhole()
  }

  async #find(profile: Profile, server: JudgedServer, url: string) {
    try {
      const target = await profile.find(url)
      server.style = printable(target.about.style)
      this.#told.tellWhole()
      return target
    } catch (error) {
      if (!(error instanceof TargetError)) throw error
      throw new TargetError(error.message.replace('give --user twice', OTHER_USERS))
    }
  }

  #tell(change: Partial<JudgingProgress>): void {
    this.progress = { ...this.progress, ...change }
    this.#told.tell({ kind: 'progress', progress: this.progress })
  }
}
