/**
 * A clock that jumps and comes back: while it is wrong the server goes by it (contract, rule 6), and
 * nothing that an engine keeps is lost by it. Faked in this process, and under load in the server's own:
 * all the rest is real.
 */
import t, { type Test } from 'tap'
import { ALICE, cookieOf, injectApp } from '../../../../apps/inject-app.ts'
import { makeDatabase, startMariaDb } from '../../../../shared/processes/backends/mariadb.ts'
import { startRedis } from '../../../../shared/processes/backends/redis.ts'
import { startServer } from '../../../../shared/processes/start-server.ts'
import { clockJumps } from './faults.ts'
import { underLoad } from './under-load.ts'
import '../../../support/patient.ts'

const HOUR = 3_600_000
const PATIENT = new URL('../../../support/patient.js', import.meta.url).href
const real = Date.now

async function jumps(t: Test, environment: NodeJS.ProcessEnv): Promise<void> {
  t.teardown(() => Object.assign(Date, { now: real }))
  const shift = (by: number) => Object.assign(Date, { now: () => real() + by })
  const { app } = await injectApp(t, 'server-session', environment)
  const cookie = cookieOf(await app.inject({ method: 'POST', url: '/login', payload: ALICE }))
  const me = async () => (await app.inject({ url: '/me', headers: { cookie } })).statusCode
  t.equal(await me(), 200)
  for (const hours of [24, -24, 24 * 365, 1]) {
    shift(hours * HOUR)
    t.equal(await me(), hours > 0 ? 401 : 200, `${hours} h: by the clock that it has`)
    shift(0)
    t.equal(await me(), 200, 'and right again: nothing was lost')
  }
  shift(-24 * HOUR)
  const early = cookieOf(await app.inject({ method: 'POST', url: '/login', payload: ALICE }))
  shift(0)
  const late = await app.inject({ url: '/me', headers: { cookie: early } })
  t.equal(late.statusCode, 401, 'what began a day before is over')
}

t.test('with states in memory', (t) => jumps(t, {}))

t.test('with states in Redis', async (t) => {
  const redis = await startRedis(t)
  if (redis) await jumps(t, { STORE: `redis://127.0.0.1:${redis.port}` })
})

t.test('with states and accounts in MariaDB', async (t) => {
  const server = await startMariaDb(t)
  if (server === undefined) return
  const url = server.url + (await makeDatabase(server.url))
  await jumps(t, { STORE: url, ACCOUNTS_URL: url })
})

t.test('under load, by less than the idle time: nothing fails and nothing is lost', async (t) => {
  const redis = await startRedis(t)
  if (redis === undefined) return
  const clock = new URL('./shifted-clock.js', import.meta.url).href
  const start = (settings: NodeJS.ProcessEnv) => {
    return startServer(t, 'server-session', settings, ['--import', PATIENT, '--import', clock])
  }
  const STORE = `redis://127.0.0.1:${redis.port}`
  const faults = [clockJumps(3, 600_000), clockJumps(8, -600_000), clockJumps(13, 1_200_000)]
  await underLoad(t, 'Redis, clock', { STORE }, faults, { start })
})
