/** A server of the bench that is up: its connections, its credentials, and one measurement of each route. */
import { CONNECTIONS, type Sample } from './figures/record.ts'
import { type Asked, type Connection, withConnections } from './load/connection.ts'
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

export class Standing {
  readonly subject: Subject
  readonly pid: number
  readonly #url: URL
  #credentials: Credential[] = []
  #requests: { me: ReturnType<typeof meRequest>[]; visit: ReturnType<typeof meRequest>[] } = {
    me: [],
    visit: [],
  }

  /** @param pid of the process that serves */
  constructor(subject: Subject, url: string, pid: number) {
    this.subject = subject
    this.#url = new URL(url)
    this.pid = pid
  }

  /** Signs so many visitors in, whom all requests come from in turn. */
  async signIn(count: number): Promise<void> {
    this.#credentials = (await this.#signIns(count)).credentials
    this.#makeRequests()
  }

  /**
   * Every visitor writes a note, and holds what the answer gives from then on.
   * @throws WrongAnswer where it does not fit into the state any more, with nothing written
   */
  async writeNote(name: string, text: string): Promise<void> {
    const held = this.#credentials
    const requests = held.map((each) => noteRequest(this.#url.host, name, text, each))
    const [first] = requests
    if (first === undefined) throw new Error('nobody is signed in')
    await this.#on(1, ([connection]) => (connection as Connection).ask(first))
    await this.#on(CONNECTIONS, (connections) =>
      runLoad(connections, (i) => requests[i] as Asked, {
        until: (sent) => sent >= requests.length,
        onAnswer: (i, answer) => {
          held[i] = credentialOf(answer) ?? (held[i] as Credential)
        },
      }),
    )
    this.#makeRequests()
  }

  /** Bytes of one request and its answer, headers and all. */
  async wireBytes(route: 'me' | 'visit'): Promise<{ sent: number; received: number }> {
    const [asked] = this.#requests[route]
    if (asked === undefined) throw new Error('nobody is signed in')
    const answer = await this.#on(1, ([connection]) => (connection as Connection).ask(asked))
    return { sent: asked.request.length, received: answer.length }
  }

  #makeRequests(): void {
    const count = this.#credentials.length
    const { kind } = this.subject
    const held = (i: number) => (kind === 'no-auth' ? undefined : this.#credentials[i])
    const all = Array.from({ length: count }, (_, i) => i)
    this.#requests = {
      me: all.map((i) => meRequest(this.#url.host, i, held(i))),
      visit: all.map((i) => visitRequest(this.#url.host, held(i))),
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
    const next = (i: number) => requests[(first + i) % requests.length] as Asked
    return this.#sample((connections) => {
      const end = performance.now() + forMs
      return runLoad(connections, next, { until: () => performance.now() >= end })
    })
  }

  /** Signs so many in, and out again. */
  async signInAndOut(count: number): Promise<{ signIn: Sample; signOut: Sample }> {
    const { host } = this.#url
    const { signOutStatus } = this.subject
    const { sample: signIn, credentials } = await this.#signIns(count)
    const outs = credentials.map((each) => signOutRequest(host, signOutStatus, each))
    const signOut = await this.#sample((connections) =>
      runLoad(connections, (i) => outs[i] as Asked, { until: (sent) => sent >= count }),
    )
    return { signIn, signOut }
  }

  async #signIns(count: number): Promise<{ sample: Sample; credentials: Credential[] }> {
    const made: (Credential | undefined)[] = []
    const sample = await this.#sample((connections) =>
      runLoad(connections, (i) => signInRequest(this.#url.host, i), {
        until: (sent) => sent >= count,
        onAnswer: (i, answer) => {
          made[i] = credentialOf(answer)
        },
      }),
    )
    const credentials = made.filter((each) => each !== undefined)
    if (this.subject.kind === 'no-auth') return { sample, credentials: Array(count).fill('') }
    const distinct = new Set(credentials).size
    if (distinct === count) return { sample, credentials }
    throw new Error(`${this.subject.id}: ${count} sign-ins gave ${distinct} credentials`)
  }

  async #sample(load: (connections: Connection[]) => Promise<LoadResult>): Promise<Sample> {
    return this.#on(CONNECTIONS, async (connections) => {
      const cpuBefore = cpuTimeMs(this.pid)
      const { requests, seconds, latenciesMs } = await load(connections)
      const cpuMs = cpuTimeMs(this.pid) - cpuBefore
      return {
        requests,
        seconds,
        cpuMicros: (cpuMs * 1000) / requests,
        p50Ms: quantile(latenciesMs, 0.5),
        p99Ms: quantile(latenciesMs, 0.99),
      }
    })
  }

  #on<Result>(count: number, act: (connections: Connection[]) => Promise<Result>): Promise<Result> {
    return withConnections(Number(this.#url.port), count, act)
  }
}
