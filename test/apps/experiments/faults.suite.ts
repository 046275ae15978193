/** A comparison that goes wrong: a server that dies, an experiment that finds something else, a stop. */
import { chmodSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import t, { type Test } from 'tap'
import { COLUMNS, type Column } from '../../../apps/experiments/columns.ts'
import { type Experiment, experiment } from '../../../apps/experiments/experiment.ts'
import { Place } from '../../../apps/experiments/place.ts'
import { Places } from '../../../apps/experiments/places.ts'
import { runExperiments } from '../../../apps/experiments/run.ts'
import type { World } from '../../../apps/experiments/world.ts'
import { howToGet, notRun } from '../../../shared/processes/missing.ts'
import { missingRedis, OwnRedis } from '../../../shared/processes/own-redis.ts'
import { until } from '../../../shared/processes/until.ts'
import { Exchange } from '../../../shared/visitor/exchange.ts'

const jwt = COLUMNS.filter(({ id }) => id === 'jwt')

/** An experiment that expects `as-thought` and does what it is told. */
function trying(id: string, run: (world: World) => Promise<string>, more = {}): Experiment {
  const expected = ['as-thought', 'It was thought so.'] as const
  return experiment({
    id: `trying.${id}`,
    question: 'Does it?',
    claim: { text: 'It does.', by: 'this test' },
    references: [],
    steps: [],
    verdicts: { 'as-thought': 'it does', other: 'it does not' },
    control: { changed: 'Nothing.', verdict: 'other' },
    expected: { client: expected, server: expected },
    advice: 'Nothing.',
    run: async (world) => ({ verdict: (await run(world)) as 'other' }),
    ...more,
  })
}

async function cellsOf(t: Test, experiments: Experiment[]) {
  const places = new Places()
  t.teardown(() => places.close())
  const stop = new AbortController().signal
  return runExperiments(experiments, jwt, places, { stop })
}

t.test(
  'a verdict that is not expected, one that is none, a run that can not be asked',
  async (t) => {
    const cells = await cellsOf(t, [
      trying('other', async () => 'other'),
      trying('unknown', async () => 'whatever'),
      trying('not-asked', async (world) => {
        world.given(false, 'answer to ask about')
        return 'as-thought'
      }),
      trying('endless', () => new Promise(() => {}), { limitSeconds: 0.2 }),
      trying('unsaid-need', async (world) => {
        await world.restart()
        return 'as-thought'
      }),
    ])
    t.match(cells, [
      { standing: 'other', verdict: 'other' },
      { standing: 'no-verdict', verdict: '', reason: /"whatever" is none of the verdicts/ },
      { standing: 'no-verdict', verdict: '', reason: 'there was no answer to ask about' },
      { standing: 'no-verdict', verdict: '', reason: 'given up after 0.2 s' },
      { standing: 'no-verdict', verdict: '', reason: /does not say that it needs restart/ },
    ])
  },
)

/** An experiment at which a server answers so, whatever else it finds. */
function answered(status: number, more = {}): Experiment {
  const run = async (world: World) => {
    const request = { method: 'GET', url: `${world.origin}me`, headers: [], body: undefined }
    const exchange = new Exchange(request, { status, headers: [], body: '' }, 1)
    world.visitor('owner').record(exchange)
    return 'as-thought'
  }
  return trying(`answered-${status}`, run, more)
}

t.test('an answer that only says that the server fails shows nothing', async (t) => {
  const cells = await cellsOf(t, [
    answered(500),
    answered(503),
    answered(503, { needs: ['stop-store'] }),
    answered(503, { asksForUnavailable: true }),
    answered(501),
    answered(401),
  ])
  const told = { standing: 'no-verdict', verdict: '' }
  const counts = { standing: 'expected', verdict: 'as-thought' }
  t.match(cells, [
    { ...told, reason: 'the server failed: GET /me was answered 500' },
    { ...told, reason: 'the server failed: GET /me was answered 503' },
    counts,
    counts,
    counts,
    counts,
  ])
})

t.test('what observes can not reach what is expected', async (t) => {
  async function run(this: unknown) {
    return { verdict: this === undefined ? 'as-thought' : 'other' }
  }
  t.match(await cellsOf(t, [trying('reaching', async () => '', { run })]), [
    { standing: 'expected' },
  ])
})

t.test('a server that dies half-way: it is told, and no cell of it counts', async (t) => {
  const places = new Places()
  t.teardown(() => places.close())
  const dying = trying('dying', async (world) => {
    await places.at(jwt[0] as Column, {}, async ({ instances }) => {
      process.kill(instances[0]?.process.pid ?? 0, 'SIGKILL')
    })
    await world
      .visitor('owner')
      .get('/me')
      .catch(() => {})
    await world.wait(0.2)
    return 'as-thought'
  })
  const after = trying('after', async () => 'as-thought')
  const stop = new AbortController().signal
  const [first] = await runExperiments([dying], jwt, places, { stop })
  const [second] = await runExperiments([after], jwt, places, { stop })
  const told = { standing: 'not-run', verdict: '', reason: 'jwt ended by itself by SIGKILL' }
  t.match([first, second], [told, told])
})

t.test('a server that died is not made good by starting it again', async (t) => {
  const place = await Place.open(jwt[0] as Column, {}, t.testdir())
  t.teardown(() => place.close())
  process.kill(place.instances[0]?.process.pid ?? 0, 'SIGKILL')
  await until('it is known to be gone', async () => place.fault)
  await place.restart({})
  t.equal(place.fault, 'jwt ended by itself by SIGKILL')
})

t.test(
  'a run that leaves its store frozen and the accounts away: the next finds both',
  async (t) => {
    const why = missingRedis()
    if (why !== undefined) return notRun(t, why, howToGet(['redis-server']))
    const columns = COLUMNS.filter(({ id }) => id === 'server-session-redis')
    const places = new Places()
    t.teardown(() => places.close())
    const needs = ['stop-store']
    const leaving = trying(
      'leaving',
      async (world) => {
        await world.freezeStore()
        await world.stopAccounts()
        const login = await world.visitor('owner').signIn({ username: 'alice', password: 'any' })
        return login.status === 503 ? 'as-thought' : 'other'
      },
      { needs },
    )
    const after = trying(
      'after',
      async (world) => {
        await world.signedIn('owner')
        return 'as-thought'
      },
      { needs },
    )
    const stop = new AbortController().signal
    const cells = await runExperiments([leaving], columns, places, { stop })
    cells.push(...(await runExperiments([after], columns, places, { stop })))
    t.match(cells, [{ verdict: 'as-thought' }, { verdict: 'as-thought' }])
  },
)

t.test('a Redis that ends at its start is not waited for', async (t) => {
  const folder = t.testdir({ 'redis-server': '#!/bin/sh\nexit 3\n' })
  chmodSync(join(folder, 'redis-server'), 0o755)
  const { PATH = '' } = process.env
  process.env.PATH = folder + delimiter + PATH
  t.teardown(() => Object.assign(process.env, { PATH }))
  await t.rejects(OwnRedis.open(join(folder, 'data')), /redis-server ended at its start/)
})

t.test('a store that is frozen can be stopped', async (t) => {
  const why = missingRedis()
  if (why !== undefined) return notRun(t, why, howToGet(['redis-server']))
  const redis = await OwnRedis.open(t.testdir())
  await redis.freeze()
  await redis.stop()
  await t.rejects(redis.calls(), 'nobody answers')
})
