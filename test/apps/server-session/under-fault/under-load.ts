/** One load against one store, with faults on the way, and what must hold whatever they are. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Test } from 'tap'
import { record } from '../../../../apps/bench/stores/figures.ts'
import { freePort } from '../../../../shared/processes/free-port.ts'
import {
  type StartedServer,
  startServer,
  temporaryDirectory,
} from '../../../../shared/processes/start-server.ts'
import { Load } from './load.ts'
import { lookOn } from './looking-on.ts'
import { type Outage, recoveryMs } from './outages.ts'

const SECONDS = 20
const PER_SECOND = 250
/** How long a fault lasts at least. */
const LASTS_MS = 2500
const LOSS = /visits, not|", not "|signed out|after a sign-out/

export interface Fault {
  name: string
  atSecond: number
  /** What may fail meanwhile. */
  takes: Outage['takes'] | 'nothing'
  /** Does it, and undoes it; what it gives resolves when the thing is there again. */
  happen(served: Served): Promise<void>
}

export interface Served {
  t: Test
  load: Load
  server(): StartedServer
  /**
   * Waits until the fault has lasted: for some time, until everyone has asked something and been answered meanwhile (so
   * no answer waits for its end), and until the server has said that the store is away.
   */
  lasts(): Promise<unknown>
  /** Kills the server as a crash does, and starts it again where it was. */
  killAndStartServer(): Promise<void>
}

interface Options {
  /** For a store that says a write is done before it is safe: something is lost, and told; all else holds. */
  mayLose?: boolean
  start?(settings: NodeJS.ProcessEnv): Promise<StartedServer>
}

/** @param store its name among the figures */
export async function underLoad(
  t: Test,
  store: string,
  environment: NodeJS.ProcessEnv,
  faults: Fault[],
  {
    mayLose = false,
    start = (settings) => startServer(t, 'server-session', settings),
  }: Options = {},
): Promise<void> {
  const settings = {
    PORT: String(await freePort()),
    DATA_DIR: temporaryDirectory(t),
    LOG_LEVEL: 'warn',
    ...environment,
  }
  const servers = [await start(settings)]
  const server = () => servers.at(-1) as StartedServer
  const load = new Load(server().url)
  t.teardown(() => load.close())
  await load.signIn(SECONDS)

  const killAndStartServer = async () => {
    await server().stop('SIGKILL')
    servers.push(await start(settings))
  }
  const began = performance.now()
  const happen = async () => {
    for (const fault of faults) {
      await delay(Math.max(0, began + fault.atSecond * 1000 - performance.now()))
      t.comment(fault.name)
      await happens(fault, { t, load, server, killAndStartServer })
    }
  }
  const happening = happen()
  const [result] = await Promise.all([load.run(SECONDS, PER_SECOND, happening), happening])
  const violations = await load.check()
  const lost = mayLose ? violations.filter((what) => LOSS.test(what)) : []
  const others = violations.filter((what) => !lost.includes(what))
  t.strictSame(others.slice(0, 20), [], 'every answer is what its visitor expects')
  if (mayLose) t.ok(lost.length > 0, `acknowledged, and lost: ${lost.length}, such as ${lost[0]}`)
  const { requests, writes, seconds, medianMs, slowestMs, slowestRefusalMs } = result
  const perSecond = Math.round(requests / seconds)
  t.ok(Math.abs(writes / requests - 0.5) < 0.05, `${writes} writes`)
  for (const outage of load.outages.all) wasAsItShould(t, outage)
  t.equal(server().process.exitCode, null, 'the server runs')
  const logs = servers.map((each) => each.output()).join('')
  t.strictSame(
    load.credentials().filter((each) => logs.includes(each)),
    [],
    'no credential is in its log',
  )
  const figures = {
    store,
    perSecond,
    requests,
    writes,
    seconds,
    medianMs,
    slowestMs,
    slowestRefusalMs,
    lost: lost.length,
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

async function happens(fault: Fault, served: Omit<Served, 'lasts'>): Promise<void> {
  const { t, load, server } = served
  const { name, takes } = fault
  const outage = takes === 'nothing' ? undefined : load.outages.begin(name, takes)
  const looking =
    outage === undefined || takes === 'server' ? undefined : lookOn(t, server().url, name)
  const lasts = () => {
    return Promise.all([delay(LASTS_MS), load.everyoneHasAsked(1), looking?.noticed()])
  }
  await fault.happen({ ...served, lasts })
  if (outage === undefined) return
  load.outages.end(outage)
  await looking?.end()
  await load.everyoneIsServed()
  load.outages.settle(outage)
}

function wasAsItShould(t: Test, outage: Outage): void {
  const { name, takes, began, ended, failures, answered } = outage
  t.comment(`${name}: from ${Math.round(began)} to ${Math.round(ended)} ms`)
  const recovery = recoveryMs(outage)
  const away = Math.round(ended - began)
  t.ok(failures > 0, `${name}: away for ${away} ms, ${failures} requests refused`)
  t.comment(`${name}: the last of them ${recovery} ms after its return`)
  if (takes !== 'writes') return
  t.ok(answered.reads > 0, `${name}: ${answered.reads} requests that only read were answered`)
  t.equal(answered.writes, 0, `${name}: none that writes was`)
}
