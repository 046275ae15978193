/** One load against one store, with faults on the way, and what must hold whatever they are. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Test } from 'tap'
import { freePort } from '../support/free-port.ts'
import { type RunningServer, startServer, temporaryDirectory } from '../support/server.ts'
import { until } from '../support/until.ts'
import { record } from './figures.ts'
import { Load } from './load.ts'
import { RECOVERY_LIMIT_MS, recoveryMs } from './outages.ts'

const SECONDS = 20
const PER_SECOND = 250
const LEAST_PER_SECOND = 200
/** What answers without a store is asked this often. */
const LOOK_MS = 100
const LOSS = /visits, not|", not "|signed out|after a sign-out/

export interface Fault {
  name: string
  atSecond: number
  takes: 'store' | 'server'
  /** Does it, and undoes it; what it gives resolves when the thing is there again. */
  happen(served: Served): Promise<void>
}

export interface Served {
  /** Kills the server as a crash does, and starts it again where it was. */
  killAndStartServer(): Promise<void>
}

/**
 * @param store its name among the figures
 * @param mayLose for a store that says a write is done before it is safe: what is lost is counted and
 *   told, and all else holds
 */
export async function underLoad(
  t: Test,
  store: string,
  environment: NodeJS.ProcessEnv,
  faults: Fault[],
  { mayLose = false } = {},
): Promise<void> {
  const settings = {
    ...{ PORT: String(await freePort()), DATA_DIR: temporaryDirectory(t), LOG_LEVEL: 'warn' },
    ...environment,
  }
  let server = await startServer(t, 'server-session', settings)
  const load = new Load(server.url)
  t.teardown(() => load.close())
  await load.signIn(SECONDS)

  const killAndStartServer = async () => {
    await server.stop('SIGKILL')
    server = await startServer(t, 'server-session', settings)
  }
  const began = performance.now()
  const running = load.run(SECONDS, PER_SECOND)
  for (const fault of faults) {
    await delay(began + fault.atSecond * 1000 - performance.now())
    t.comment(fault.name)
    const outage = load.outages.begin(fault.name, fault.takes)
    const looked = fault.takes === 'store' ? lookOn(t, server, fault) : undefined
    await fault.happen({ killAndStartServer })
    load.outages.end(outage)
    await looked?.()
  }
  const result = await running
  await load.check()
  const lost = mayLose ? result.violations.filter((what) => LOSS.test(what)) : []
  const others = result.violations.filter((what) => !lost.includes(what))
  t.strictSame(others.slice(0, 20), [], 'every answer is what its visitor expects')
  if (mayLose) t.comment(`acknowledged, and lost: ${lost.length}: ${lost.slice(0, 5).join('; ')}`)
  const perSecond = result.requests / result.seconds
  t.ok(perSecond >= LEAST_PER_SECOND, `${perSecond} requests a second, half of them writes`)
  t.ok(Math.abs(result.writes / result.requests - 0.5) < 0.05, `${result.writes} writes`)
  for (const outage of load.outages.all) {
    t.comment(`${outage.name}: from ${Math.round(outage.began)} to ${Math.round(outage.ended)} ms`)
    const recovery = recoveryMs(outage)
    const away = Math.round(outage.ended - outage.began)
    const { name, failures } = outage
    t.ok(failures > 0, `${name}: away for ${away} ms, ${failures} requests refused`)
    t.ok(recovery < RECOVERY_LIMIT_MS, `${name}: the last of them ${recovery} ms after its return`)
  }
  t.equal(server.process.exitCode, null, 'the server runs')
  const { requests, writes, seconds, medianMs, slowestMs, slowestRefusalMs } = result
  const figures = {
    ...{
      store,
      requests,
      writes,
      seconds,
      medianMs,
      slowestMs,
      slowestRefusalMs,
      lost: lost.length,
    },
    perSecond: Math.round(requests / seconds),
    faults: load.outages.all.map((outage) => ({
      name: outage.name,
      awayMs: Math.round(outage.ended - outage.began),
      refused: outage.failures,
      recoveryMs: recoveryMs(outage),
    })),
  }
  t.comment(JSON.stringify(figures))
  record(figures)
}

/** While the store is away: what needs none answers, and the health route says so. @returns ends it */
function lookOn(t: Test, { url }: RunningServer, fault: Fault): () => Promise<void> {
  let over = false
  const slow: string[] = []
  let notReady = 0
  const looking = (async () => {
    while (!over) {
      const began = performance.now()
      const [about, ready] = await Promise.all(
        ['/about', '/health/ready'].map(async (path) => (await fetch(url + path)).status),
      )
      const took = performance.now() - began
      if (about !== 200 || took > 1000) slow.push(`/about ${about}, both in ${Math.round(took)} ms`)
      if (ready === 503) notReady += 1
      await delay(LOOK_MS)
    }
  })()
  return async () => {
    await until(`${fault.name}: ready again`, async () => {
      return (await fetch(`${url}/health/ready`)).status === 200
    })
    over = true
    await looking
    t.strictSame(slow, [], `${fault.name}: what needs no store answers as ever`)
    t.ok(notReady > 0, `${fault.name}: /health/ready said 503, ${notReady} times`)
  }
}
