/** A server of the bench that is up: its connections, its credentials, and one measurement of each route. */
import { type Asked, Connection } from './load/connection.ts'
import {
  type Credential,
  credentialOf,
  meRequest,
  noteRequest,
  signInRequest,
  signOutRequest,
  visitRequest,
} from './load/requests.ts'
import { type LoadResult, quantile, runLoad } from './load/run-load.ts'
import { cpuTimeMs } from './places/cpu-time.ts'
import type { Subject } from './subjects.ts'

export const ROUTES = ['me', 'visit', 'signIn', 'signOut'] as const
export type Route = (typeof ROUTES)[number]

/** As many as there are under way at once: enough to keep one core busy, few enough that none waits long. */
const CONNECTIONS = 16

/** What one measurement gives. */
export interface Sample {
  requests: number
  seconds: number
  /** CPU time of the server, all its threads, for each request. */
  cpuMicros: number
  /** Of the server's core: below 0.95 it had time left, and the load was what held things up. */
  busy: number
  p50Ms: number
  p99Ms: number
}

export class Standing {
  readonly subject: Subject
  readonly #pid: number
  readonly #host: string
  readonly #connections: Connection[]
  #credentials: Credential[] = []
  #requests: { me: ReturnType<typeof meRequest>[]; visit: ReturnType<typeof meRequest>[] } = {
    me: [],
    visit: [],
  }

  private constructor(subject: Subject, pid: number, host: string, connections: Connection[]) {
    this.subject = subject
    this.#pid = pid
    this.#host = host
    this.#connections = connections
  }

  static async reach(subject: Subject, url: string, pid: number): Promise<Standing> {
    const { host, port } = new URL(url)
    const opened = Array.from({ length: CONNECTIONS }, () => Connection.open(Number(port)))
    return new Standing(subject, pid, host, await Promise.all(opened))
  }

  /** Signs so many visitors in, whom all requests come from in turn. */
  async signIn(count: number): Promise<void> {
    this.#credentials = (await this.#signIns(count)).credentials
    this.#makeRequests()
  }

  /** Each visitor writes a note of this text in the place of the one before. */
  async writeNotes(text: string): Promise<void> {
    const held = this.#credentials
    const next = (i: number) => noteRequest(this.#host, held[i] as string, text)
    await runLoad(this.#connections, next, {
      until: (sent) => sent >= held.length,
      onAnswer: (i, answer) => {
        held[i] = credentialOf(answer) ?? (held[i] as string)
      },
    })
    this.#makeRequests()
  }

  /** Octets of one `GET /me`, there and back. */
  async bytesOfOne(): Promise<{ request: number; answer: number }> {
    const [asked] = this.#requests.me
    const [connection] = this.#connections
    if (asked === undefined || connection === undefined) throw new Error('nobody is signed in')
    return { request: asked.request.length, answer: (await connection.ask(asked)).length }
  }

  #makeRequests(): void {
    const count = this.#credentials.length
    const { kind } = this.subject
    const held = (i: number) => (kind === 'no-auth' ? undefined : this.#credentials[i])
    const all = Array.from({ length: count }, (_, i) => i)
    this.#requests = {
      me: all.map((i) => meRequest(this.#host, i, held(i))),
      visit: all.map((i) => visitRequest(this.#host, held(i))),
    }
  }

  /** Each visitor's, in the order of their turns. */
  requestsFor(route: 'me' | 'visit'): readonly Asked[] {
    return this.#requests[route]
  }

  /** Of what a sign-in sets. */
  cookieNames(): string[] {
    const pairs = (this.#credentials[0] ?? '').split('; ')
    return pairs.map((pair) => pair.slice(0, pair.indexOf('=')))
  }

  /** Asks for so long. @param first which visitor begins, so that each has its turn */
  async read(route: 'me' | 'visit', forMs: number, first = 0): Promise<Sample> {
    const requests = this.#requests[route]
    const end = performance.now() + forMs
    return this.#sampled(() =>
      runLoad(this.#connections, (i) => requests[(first + i) % requests.length] as never, {
        until: () => performance.now() >= end,
      }),
    )
  }

  /** Signs so many in, and out again. */
  async signInAndOut(count: number): Promise<{ signIn: Sample; signOut: Sample }> {
    let credentials: Credential[] = []
    const signIn = await this.#sampled(async () => {
      const { result, credentials: made } = await this.#signIns(count)
      credentials = made
      return result
    })
    const { signOutStatus } = this.subject
    const outs = credentials.map((each) => signOutRequest(this.#host, signOutStatus, each))
    const signOut = await this.#sampled(() =>
      runLoad(this.#connections, (i) => outs[i] as never, { until: (sent) => sent >= count }),
    )
    return { signIn, signOut }
  }

  close(): void {
    for (const connection of this.#connections) connection.close()
  }

  async #signIns(count: number): Promise<{ result: LoadResult; credentials: Credential[] }> {
    const credentials: Credential[] = []
    const next = (i: number) => signInRequest(this.#host, i)
    const result = await runLoad(this.#connections, next, {
      until: (sent) => sent >= count,
      onAnswer: (i, answer) => {
        const credential = credentialOf(answer)
        if (credential === undefined && this.subject.kind !== 'no-auth') {
          throw new Error(`${this.subject.id}: a sign-in set no cookie`)
        }
        credentials[i] = credential ?? ''
      },
    })
    const distinct = new Set(credentials).size
    if (this.subject.kind !== 'no-auth' && distinct !== count) {
      throw new Error(`${this.subject.id}: ${count} sign-ins gave ${distinct} credentials`)
    }
    return { result, credentials }
  }

  async #sampled(load: () => Promise<LoadResult>): Promise<Sample> {
    const cpuBefore = cpuTimeMs(this.#pid)
    const { requests, seconds, latenciesMs } = await load()
    const cpuMs = cpuTimeMs(this.#pid) - cpuBefore
    return {
      requests,
      seconds,
      cpuMicros: (cpuMs * 1000) / requests,
      busy: cpuMs / 1000 / seconds,
      p50Ms: quantile(latenciesMs, 0.5),
      p99Ms: quantile(latenciesMs, 0.99),
    }
  }
}
