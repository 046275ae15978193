/**
 * What it costs to keep very many sessions: put in through the store, and then asked for over HTTP. The two
 * styles that keep none have no such curve.
 */

import { startRedis } from '../../../shared/processes/backends/redis.ts'
import type { StartedServer } from '../../../shared/processes/start-server.ts'
import type { SessionsPoint } from '../figures/growth.ts'
import { median } from '../figures/statistics.ts'
import { type Asked, withConnections } from '../load/connection.ts'
import { getRequest } from '../load/requests.ts'
import { quantile, runLoad } from '../load/run-load.ts'
import { cpuTimeMs } from '../places/cpu-time.ts'
import { tellingOf } from '../places/engines.ts'
import { pinEngine, pinServer } from '../places/pin.ts'
import type { Growing } from './growing.ts'
import { seededCookie } from './seed.ts'
import { type Seeded, seededInMemory, seededInRedis } from './seeded.ts'

const COUNTS = [1000, 10_000, 100_000, 300_000, 1_000_000]
/** Sessions that requests come from, spread over all there are. */
const ASKED = 10_000
const ROUNDS = 5
const ROUND_MS = 700
const CONNECTIONS = 16

export async function growSessions(growing: Growing): Promise<SessionsPoint[]> {
  const memory = await seededInMemory(growing.scope)
  const points = await grow('memory', memory, growing)
  await memory.server.stop() // its gigabytes are not to be in the way of what is next
  const redis = await startRedis(tellingOf(growing.scope))
  if (redis === undefined) throw new Error('there is no Redis')
  pinEngine(redis.process.pid)
  const seeded = await seededInRedis(growing.scope, redis)
  return [...points, ...(await grow('Redis', seeded, growing))]
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
  const micros: number[] = []
  const p50: number[] = []
  await withConnections(Number(port), CONNECTIONS, async (connections) => {
    let first = 0
    for (let round = -1; round < ROUNDS; round += 1) {
      const endMs = performance.now() + ROUND_MS
      const cpuBefore = cpuTimeMs(server.process.pid as number)
      const load = await runLoad(
        connections,
        (i) => requests[(first + i) % requests.length] as Asked,
        {
          until: () => performance.now() >= endMs,
        },
      )
      first += load.requests
      if (round < 0) continue // what runs for the first time is slower
      const cpuMs = cpuTimeMs(server.process.pid as number) - cpuBefore
      micros.push((cpuMs * 1000) / load.requests)
      p50.push(quantile(load.latenciesMs, 0.5))
    }
  })
  return { meMicros: median(micros), p50Ms: median(p50) }
}
