/**
 * All servers are up at once and are measured in turn, round by round: what the machine does meanwhile
 * meets each of them, and what is compared was measured within the same minute.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { Test } from '../../shared/processes/start-server.ts'
import {
  type BenchRecord,
  ROUTES,
  type Route,
  type Sample,
  type SubjectRecord,
} from './figures/record.ts'
import { judge } from './judged.ts'
import { makeAccounts } from './places/accounts.ts'
import { pinLoad, pinServer } from './places/pin.ts'
import { environment } from './record.ts'
import { Standing } from './standing.ts'
import type { Subject } from './subjects.ts'

const WARM_UP_MS = 2000
/** Measured and not counted: of 31 servers the first round of 21 took 1.2 to 2.1 times as long as the others. */
const WARM_UP_ROUNDS = 1
/** Signing everyone in is most of a start, and is not measured. */
const STARTED_AT_ONCE = 2

export interface BenchOptions {
  subjects: readonly Subject[]
  routes: readonly Route[]
  rounds: number
  roundMs: number
  /** Visitors that are signed in, whom requests come from in turn. */
  credentials: number
  /** Sign-ins, and then sign-outs, of one measurement. */
  signIns: number
  judged: boolean
  onProgress(text: string): void
  stop: AbortSignal
}

/** @throws Error when stopped, or when a server does not answer as it should */
export async function runBench(options: BenchOptions): Promise<BenchRecord> {
  const ends: (() => unknown)[] = []
  const scope: Test = { teardown: (end) => void ends.unshift(end) }
  try {
    return await measured(options, scope)
  } finally {
    for (const end of ends) await end()
  }
}

async function measured(options: BenchOptions, scope: Test): Promise<BenchRecord> {
  const { subjects, rounds, roundMs, credentials, onProgress } = options
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  scope.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const accounts = await makeAccounts(folder)
  const where = environment()
  const limit = pLimit(STARTED_AT_ONCE)
  let count = 0
  const stood = await Promise.all(
    subjects.map((subject) =>
      limit(async () => {
        stopped(options.stop)
        const each = await stand(subject, options, accounts, scope)
        count += 1
        onProgress(`signed in, ${count} of ${subjects.length}: ${subject.title}`)
        return each
      }),
    ),
  )
  const standing = stood.map((each) => each.standing)
  const records = stood.map((each) => each.record)
  const pinned = pinLoad(process.pid) && standing.every(({ pid }) => pinServer(pid))
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (const route of measuredRoutes(options.routes)) {
      for (const turn of standing.keys()) {
        const at = (turn + round + WARM_UP_ROUNDS) % standing.length // another one is first each time
        stopped(options.stop)
        const each = standing[at] as Standing
        const name = round < 0 ? 'warming up' : `round ${round + 1} of ${rounds}`
        onProgress(`${name}, ${route}: ${each.subject.title}`)
        const seen = await sample(each, route, Math.max(0, round), options)
        if (round >= 0) note(records[at] as SubjectRecord, seen)
      }
    }
  }
  const date = new Date().toISOString()
  return {
    date,
    environment: { ...where, pinned },
    credentials,
    rounds,
    roundMs,
    subjects: records,
  }
}

/** Sign-outs are measured with the sign-ins that they end. */
export function measuredRoutes(asked: readonly Route[]): Route[] {
  return [...new Set(asked.map((route) => (route === 'signOut' ? 'signIn' : route)))]
}

async function stand(
  subject: Subject,
  { judged, credentials, routes }: BenchOptions,
  accounts: string,
  scope: Test,
): Promise<{ standing: Standing; record: SubjectRecord }> {
  const { id, title, kind, framework, library } = subject
  const server = await subject.start(scope, accounts)
  const pid = server.process.pid as number
  const standing = new Standing(subject, server.url, pid)
  const record: SubjectRecord = {
    id,
    title,
    kind,
    framework,
    samples: {},
    ...(library && { library }),
  }
  await standing.signIn(credentials)
  if (judged && kind === 'peer') {
    record.judgement = await judge(
      subject,
      server.url,
      subject.credential ?? standing.cookieNames(),
    )
  }
  // What runs for the first time is slower.
  for (const route of ['me', 'visit'] as const)
    if (routes.includes(route) && (route !== 'visit' || subject.visits))
      await standing.read(route, WARM_UP_MS)
  return { standing, record }
}

async function sample(
  standing: Standing,
  route: Route,
  round: number,
  { roundMs, signIns, credentials, rounds }: BenchOptions,
): Promise<Partial<Record<Route, Sample>>> {
  if (route === 'visit' && !standing.subject.visits) return {}
  if (route === 'signIn') return standing.signInAndOut(signIns)
  const first = Math.floor((round / rounds) * credentials)
  return { [route]: await standing.read(route as 'me' | 'visit', roundMs, first) }
}

function note({ samples }: SubjectRecord, seen: Partial<Record<Route, Sample>>): void {
  for (const route of ROUTES) {
    const one = seen[route]
    if (one === undefined) continue
    samples[route] ??= []
    samples[route].push(one)
  }
}

function stopped(stop: AbortSignal): void {
  if (stop.aborted) throw new Error('Stopped before all was measured.')
}
