/**
 * Counts the work of a request: what the server calls, creates and allocates, which no processor changes. Times are
 * not measured.
 */
import { once } from 'node:events'
import type { StartedServer } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'
import { BASELINE } from '../figures/record.ts'
import { median } from '../figures/statistics.ts'
import type { Growing } from '../growth/growing.ts'
import { REPEATABLE_HEAP_ARGS } from '../growth/heap.ts'
import { type Asked, type Connection, withConnections } from '../load/connection.ts'
import {
  type Credential,
  credentialOf,
  meRequest,
  signInRequest,
  signOutRequest,
  visitRequest,
} from '../load/requests.ts'
import { makeAccounts } from '../places/accounts.ts'
import { type Subject, subjectOf } from '../subjects.ts'

/** Of one request: how often each thing was done, and the bytes allocated on the heap. */
export interface Work {
  counts: Record<string, number>
  bytes: number
}
/** By route. */
export type WorkOfRoutes = Record<string, Work>

interface WorkOptions {
  /** Of each route in each round, one after the other. */
  requests: number
  /** A first one is not counted: it compiles and fills caches. */
  rounds: number
  nodeArgs?: readonly string[]
}

/** The young generation holds all that a round allocates, so nothing is collected within one. */
const NODE_ARGS = [
  ...REPEATABLE_HEAP_ARGS,
  ...['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=128'],
  ...['--import', new URL('./preload.js', import.meta.url).href],
]

/** @throws Error when stopped, or when the server does not answer as it should */
export async function measureWork(
  subject: Subject,
  { requests, rounds, nodeArgs = [] }: WorkOptions,
  { scope, folder, onProgress, stopped }: Growing,
): Promise<WorkOfRoutes> {
  const accounts = await makeAccounts(folder())
  const server = await subject.start(scope, accounts, [...NODE_ARGS, ...nodeArgs])
  const { host, port } = new URL(server.url)
  onProgress(`work of a request: ${subject.title}`)
  const seen: Record<string, Work[]> = {}
  await withConnections(Number(port), 1, async ([connection]) => {
    for (let round = -1; round < rounds; round += 1) {
      stopped()
      const credentials: (Credential | undefined)[] = []
      const routes: Record<string, (index: number) => Asked> = {
        'POST /login': (i) => signInRequest(host, i),
        'GET /me': (i) => meRequest(host, i, credentials[i]),
        'GET /': (i) => visitRequest(host, credentials[i]),
        'POST /logout': (i) => signOutRequest(host, subject.signOutStatus, credentials[i]),
      }
      for (const [route, requestOf] of Object.entries(routes)) {
        await takeWork(server)
        for (let i = 0; i < requests; i += 1) {
          const answer = await (connection as Connection).ask(requestOf(i))
          if (route === 'POST /login') credentials[i] = credentialOf(answer)
        }
        const work = await takeWork(server)
        if (round < 0) continue
        seen[route] ??= []
        seen[route].push(work)
      }
    }
  })
  await server.stop()
  return Object.fromEntries(
    Object.entries(seen).map(([route, each]) => [route, workOfOne(each, requests)]),
  )
}

async function takeWork({ process }: StartedServer): Promise<Work> {
  process.send('work')
  const [work] = await once(process, 'message')
  return work as Work
}

/** The median of counts, so that what a timer does in one round is left out. Of bytes the least: V8 only adds its own. */
function workOfOne(rounds: readonly Work[], requests: number): Work {
  const names = new Set(rounds.flatMap(({ counts }) => Object.keys(counts)).toSorted())
  const counts = Object.fromEntries(
    [...names]
      .map(
        (name) => [name, median(rounds.map((work) => work.counts[name] ?? 0)) / requests] as const,
      )
      .filter(([, count]) => count > 0),
  )
  return { counts, bytes: Math.round(Math.min(...rounds.map(({ bytes }) => bytes)) / requests) }
}

/** By style; the bytes are those beyond the same request with no auth, because Node's own change with its releases. */
export async function measureStyles(growing: Growing): Promise<Record<string, WorkOfRoutes>> {
  const measure = (id: string) => measureWork(subjectOf(id), { requests: 50, rounds: 3 }, growing)
  const noAuth = await measure(BASELINE)
  const found: Record<string, WorkOfRoutes> = {}
  for (const style of STYLES) {
    const routes = Object.entries(await measure(style))
    found[style] = Object.fromEntries(
      routes.map(([route, { counts, bytes }]) => {
        return [route, { counts, bytes: bytes - (noAuth[route] as Work).bytes }]
      }),
    )
  }
  return found
}
