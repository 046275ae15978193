/**
 * What it costs to keep very many sessions: put in through the store, and then asked for over HTTP. The two
 * styles that keep none have no such curve.
 */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openRedisStore } from '../../../apps/server-session/stores/redis.ts'
import { parseRedisUrl } from '../../../apps/server-session/stores/redis-url.ts'
import { fill, SEED_SECRETS, seededCookie } from '../../engines/seed.ts'
import { startRedis } from '../../support/engines/redis.ts'
import {
  type StartedServer,
  startFile,
  startServer,
  temporaryDirectory,
} from '../../support/server.ts'
import { Connection } from '../load/connection.ts'
import { getRequest } from '../load/requests.ts'
import { quantile, runLoad } from '../load/run-load.ts'
import { cpuTimeMs } from '../places/cpu-time.ts'
import { tellingOf } from '../places/engines.ts'
import { pinEngine, pinServer } from '../places/pin.ts'
import { median } from '../statistics.ts'
import type { Growing } from './run.ts'

const COUNTS = [1000, 10_000, 100_000, 300_000, 1_000_000]
/** Sessions that requests come from, spread over all there are. */
const ASKED = 10_000
const ROUNDS = 5
const ROUND_MS = 700
const CONNECTIONS = 16

export interface SessionsPoint {
  store: string
  sessions: number
  /** Of all sessions, beyond what there was with none. */
  bytes: number
  /** CPU time of the server for a `GET /me`. */
  meMicros: number
  p50Ms: number
}

interface Seeded {
  server: StartedServer
  seed(count: number): Promise<void>
  bytes(): Promise<number>
}

export async function growSessions(growing: Growing): Promise<SessionsPoint[]> {
  const memory = await inMemory(growing)
  const points = await grow('memory', memory, growing)
  await memory.server.stop() // its gigabytes are not to be in the way of what is next
  return [...points, ...(await grow('Redis', await inRedis(growing), growing))]
}

async function grow(
  store: string,
  { server, seed, bytes }: Seeded,
  { pinned, onProgress, stopped }: Growing,
): Promise<SessionsPoint[]> {
  if (pinned) pinServer(server.process.pid as number)
  const { cookies } = (await (await fetch(`${server.url}/about`)).json()) as { cookies: string[] }
  const empty = await bytes()
  const points: SessionsPoint[] = []
  for (const sessions of COUNTS) {
    stopped()
    onProgress(`${store}: ${sessions} sessions`)
    await seed(sessions)
    const taken = (await bytes()) - empty
    const times = await asked(server, cookies[0] as string, sessions)
    points.push({ store, sessions, bytes: taken, ...times })
  }
  return points
}

async function asked(server: StartedServer, cookie: string, sessions: number) {
  const { host, port } = new URL(server.url)
  const requests = Array.from({ length: Math.min(ASKED, sessions) }, (_, i) => {
    const index = Math.floor((i / Math.min(ASKED, sessions)) * sessions)
    const lines = [`Cookie: ${seededCookie(cookie, index)}`]
    return getRequest('/me', host, lines, '"username":"alice"')
  })
  const opened = Array.from({ length: CONNECTIONS }, () => Connection.open(Number(port)))
  const connections = await Promise.all(opened)
  const micros: number[] = []
  const p50: number[] = []
  let first = 0
  try {
    for (let round = -1; round < ROUNDS; round += 1) {
      const endMs = performance.now() + ROUND_MS
      const cpuBefore = cpuTimeMs(server.process.pid as number)
      const load = await runLoad(
        connections,
        (i) => requests[(first + i) % requests.length] as (typeof requests)[number],
        { until: () => performance.now() >= endMs },
      )
      first += load.requests
      if (round < 0) continue // what runs for the first time is slower
      const cpuMs = cpuTimeMs(server.process.pid as number) - cpuBefore
      micros.push((cpuMs * 1000) / load.requests)
      p50.push(quantile(load.latenciesMs, 0.5))
    }
  } finally {
    for (const connection of connections) connection.close()
  }
  return { meMicros: median(micros), p50Ms: median(p50) }
}

async function inMemory({ scope }: Growing): Promise<Seeded> {
  const path = fileURLToPath(new URL('../../engines/million-server.js', import.meta.url))
  const settings = {
    ...{ SECRETS: SEED_SECRETS, DATA_DIR: temporaryDirectory(scope), LOG_LEVEL: 'warn' },
    MEMORY_STORE_MEBIBYTES: '2048',
  }
  const server = await startFile(scope, path, settings, ['--expose-gc'])
  await fetch(`${server.url}/health/ready`) // by which it finds its store
  const tell = async (count: number) => {
    server.process.send(count)
    const [told] = await once(server.process, 'message')
    return told as { heapBytes: number; sessions: number }
  }
  return {
    server,
    async seed(count) {
      const { sessions } = await tell(count)
      if (sessions < count) throw new Error(`${sessions} of ${count} sessions are in memory`)
    },
    bytes: async () => (await tell(0)).heapBytes,
  }
}

async function inRedis({ scope }: Growing): Promise<Seeded> {
  const redis = await startRedis(tellingOf(scope))
  if (redis === undefined) throw new Error('there is no Redis')
  pinEngine(redis.process.pid)
  const STORE = `redis://127.0.0.1:${redis.port}`
  const store = await openRedisStore(parseRedisUrl(STORE))
  scope.teardown(() => store.close())
  const settings = { SECRETS: SEED_SECRETS, STORE, LOG_LEVEL: 'warn' }
  return {
    server: await startServer(scope, 'server-session', settings),
    seed: (count) => fill(store, count),
    async bytes() {
      return Number(/used_memory:(\d+)/.exec(await redis.cli('info', 'memory'))?.[1])
    },
  }
}
