/** Places with a Redis of their own: one that does not open, and one whose store is slow to come back. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createClient } from 'redis'
import t, { type Test } from 'tap'
import { COLUMNS, type Column } from '../../../apps/experiments/columns.ts'
import type { Place } from '../../../apps/experiments/place.ts'
import { Places } from '../../../apps/experiments/places.ts'
import { installed } from '../../../shared/processes/backends/installed.ts'
import { howToGet } from '../../../shared/processes/missing.ts'
import { until } from '../../../shared/processes/until.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'
import { processesAt } from './processes.ts'

const onRedis = COLUMNS.find(({ engine }) => engine === 'redis') as Column

function hasRedis(t: Test): boolean {
  return installed(t, ['redis-server'], howToGet(['redis-server'])) !== undefined
}

/** A folder that all of this process's temporary ones are in, until the test ends. */
function ownTemporary(t: Test): string {
  const folder = t.testdir()
  const { TMPDIR } = process.env
  process.env.TMPDIR = folder
  t.teardown(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  })
  return folder
}

t.test('a server that does not start leaves no Redis behind', async (t) => {
  if (!hasRedis(t)) return
  const folder = ownTemporary(t)
  const places = new Places()
  const wrong = { settings: { IDLE_SECONDS: 'soon' } }
  await t.rejects(
    places.at(onRedis, wrong, async () => {}),
    /^server-session: IDLE_SECONDS/,
  )
  await places.close()
  t.equal(await processesAt(folder), 0)
})

t.test('what is being started as all is closed does not start', async (t) => {
  const folder = ownTemporary(t)
  const [column] = COLUMNS as [Column, ...Column[]]
  for (const begin of [
    (place: Place) => place.withSecond(),
    (place: Place) => place.restart({}),
    (place: Place) => place.restart({ kill: true }),
  ]) {
    const places = new Places()
    let begun: Promise<void> = Promise.resolve()
    await places.at(column, {}, async (place) => {
      begun = begin(place)
      begun.catch(() => {})
    })
    await places.close()
    t.equal(await processesAt(folder), 0)
    await t.rejects(begun, /closed|stopped/)
    t.equal(await processesAt(folder), 0)
  }
})

t.test('a restart is over when the store is reached again', async (t) => {
  if (!hasRedis(t)) return
  const places = new Places()
  t.teardown(() => places.close())
  await places.at(onRedis, { needs: ['restart'] }, async (place: Place) => {
    const owner = new Visitor({ origin: place.origin })
    t.equal((await owner.signIn(await place.addUser('member'))).status, 200)
    const [before] = place.instances
    const redis = await pidOf(place.redis?.url)
    process.kill(redis, 'SIGSTOP')
    let isOver = false
    let restarted: Promise<void>
    try {
      restarted = place.restart({ kill: true }).then(() => {
        isOver = true
      })
      await until('a new server that listens', async () => {
        if (place.instances[0] === before) return false
        const address = `http://127.0.0.1:${before?.port}/health/live`
        return (await fetch(address).catch(() => undefined))?.ok
      })
      // It said that it listens before it answered this: the word of that has arrived here as well.
      const ready = await fetch(`http://127.0.0.1:${before?.port}/health/ready`)
      t.equal(ready.status, 503)
      await nextTurn()
      t.equal(isOver, false, 'it waits for the store')
    } finally {
      process.kill(redis, 'SIGCONT')
    }
    await restarted
    t.equal((await owner.get('/me')).status, 200)
  })
})

async function pidOf(url = ''): Promise<number> {
  const client = await createClient({ url }).connect()
  const told = await client.info('server')
  client.destroy()
  return Number(/^process_id:(\d+)/m.exec(told)?.[1])
}
