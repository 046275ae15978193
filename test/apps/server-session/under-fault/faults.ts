/** The faults of engines and of the server. */
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Running } from '../../../../shared/processes/backends/guarded.ts'
import { type RedisNode, untilReplicated } from '../../../../shared/processes/backends/redis.ts'
import { until } from '../../../../shared/processes/until.ts'
import type { SlowProxy } from '../../../support/slow-proxy.ts'
import { STEPS } from './account.ts'
import type { Fault, Served } from './under-load.ts'

/** Less than the cluster's node timeout, where the machine is not too busy. */
const BEHIND_MS = 1000

interface EngineUnderTest {
  process: Running
  again(): Promise<void>
}

export const serverKilled = (atSecond: number): Fault => ({
  name: 'the server killed with -9',
  atSecond,
  takes: 'server',
  happen: ({ killAndStartServer }) => killAndStartServer(),
})

export const engineFrozen = (atSecond: number, engines: EngineUnderTest[]): Fault => ({
  name: 'the engine frozen',
  atSecond,
  takes: 'store',
  async happen({ lasts }) {
    await Promise.all(engines.map(({ process }) => process.freeze()))
    await lasts()
    for (const { process } of engines) process.thaw()
  },
})

export const engineStopped = (atSecond: number, engine: EngineUnderTest): Fault => ({
  name: 'the engine stopped',
  atSecond,
  takes: 'store',
  async happen({ lasts }) {
    await engine.process.stop()
    await lasts()
    await engine.again()
  },
})

export const engineKilled = (atSecond: number, engine: EngineUnderTest): Fault => ({
  name: 'the engine killed with -9',
  atSecond,
  takes: 'store',
  async happen({ lasts }) {
    await engine.process.kill()
    await lasts()
    await engine.again()
  },
})

/** Late, but in time: all is as ever. */
export const engineLate = (atSecond: number, proxy: SlowProxy): Fault => ({
  name: 'the engine 50 ms late',
  atSecond,
  takes: 'nothing',
  happen: ({ lasts }) => late(proxy, 50, lasts),
})

/** Later than a request waits. */
export const engineTooLate = (atSecond: number, proxy: SlowProxy): Fault => ({
  name: 'the engine 700 ms late',
  atSecond,
  takes: 'store',
  happen: ({ lasts }) => late(proxy, 700, lasts),
})

/** The server's clock, which was started with `shifted-clock`. Less than the idle time: no state is over by it. */
export const clockJumps = (atSecond: number, aheadMs: number): Fault => ({
  name: `the clock ${aheadMs / 60_000} minutes ahead`,
  atSecond,
  takes: 'nothing',
  async happen({ t, server, lasts }) {
    const shift = async (ms: number) => {
      const told = once(server().process, 'message')
      const before = Date.now()
      server().process.send({ aheadMs: ms })
      const [{ clock }] = await told
      const isAhead = clock - ms >= before && clock - ms <= Date.now()
      t.ok(isAhead, `the server's clock is ${ms} ms ahead`)
    }
    await shift(aheadMs)
    await lasts()
    await shift(0)
  },
})

async function late(proxy: SlowProxy, delayMs: number, lasts: Served['lasts']): Promise<void> {
  proxy.delayMs = delayMs
  await lasts()
  proxy.delayMs = 0
}

/**
 * A master of a cluster is killed when its replica has heard nothing of it for a second, and the replica
 * takes over: what the master alone was told in that second is gone. With `back` it is away until the
 * master is there again, as the new one's replica: until then a write that waits for a replica can't be
 * done.
 */
export const masterKilled = (atSecond: number, nodes: RedisNode[], back: boolean): Fault => ({
  name: 'a master killed with -9, its replica a second behind',
  atSecond,
  takes: 'master',
  async happen({ load }) {
    const [master, ...others] = nodes as [RedisNode, ...RedisNode[]]
    const roles = () => Promise.all(others.map((node) => node.cli('info', 'replication')))
    const masters = async () => (await roles()).filter((role) => /role:master/.test(role)).length
    const isReplica = new RegExp(`master_port:${master.port}\\b`)
    const replica = others[(await roles()).findIndex((role) => isReplica.test(role))]
    const before = await masters()
    await replica?.process.freeze()
    await master.cli('client', 'kill', 'type', 'replica') // or it would find all in its socket
    await Promise.all([delay(BEHIND_MS), load.everyoneHasAsked(STEPS.length)])
    await master.process.kill()
    replica?.process.thaw()
    await until('a replica has taken over', async () => (await masters()) > before)
    if (!back) return
    await master.again()
    await untilReplicated(nodes)
  },
})
