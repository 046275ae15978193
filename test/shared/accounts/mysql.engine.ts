/** What only a database elsewhere does, and what MySQL would do otherwise than SQLite. */
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openDatabase } from '../../../shared/accounts/open-database.ts'
import { signInRegistry } from '../../../shared/accounts/sign-ins.ts'
import { throttleIn } from '../../../shared/accounts/throttle.ts'
import { usersIn } from '../../../shared/accounts/users.ts'
import { engineTimeouts } from '../../../shared/backends/reach.ts'
import { makeDatabase, said, startMariaDb } from '../../../shared/processes/backends/mariadb.ts'
import { until } from '../../../shared/processes/until.ts'
import { guess, HERE, know, LIMITS } from './accounts.ts'

const USER = { role: 'member', passwordHash: 'hash' } as const
const AT_ONCE = 200
/** Long enough for greetings, too, to be given up. */
const FROZEN_MS = 2000
const PATIENT_MS = 60_000

t.test('accounts on MariaDB', async (t) => {
  const server = await startMariaDb(t)
  if (server === undefined) return
  const fresh = async () => {
    const url = server.url + (await makeDatabase(server.url))
    const open = async () => {
      const database = await openDatabase(url)
      t.teardown(() => database.close())
      return database
    }
    return { url, open }
  }

  // What is away is the subject of the last three tests alone.
  const usual = { ...engineTimeouts }
  const patient = (t: Test) => {
    Object.assign(engineTimeouts, { operationMs: PATIENT_MS, probeMs: PATIENT_MS })
    t.teardown(() => Object.assign(engineTimeouts, usual))
  }

  t.test('names that a text column would take for equal are different', async (t) => {
    patient(t)
    const users = usersIn(await (await fresh()).open())
    const names = ['alice', 'Alice', 'alicé', 'alice ', 'álice', '愛麗絲', '👩‍🔬', "a'; --", 'a\\']
    for (const username of names) t.equal(await users.add({ username, ...USER }), true, username)
    for (const username of names) {
      t.match(await users.find(username), { username }, `"${username}" is found, and no other`)
    }
    t.equal(await users.add({ username: 'alice', ...USER }), false, 'the same again is taken')
    t.equal(await users.find('ALICE'), undefined)
    t.equal((await users.list()).length, names.length)
  })

  t.test(
    'a list of sign-ins reads the user’s own rows, however many others there are',
    async (t) => {
      patient(t)
      const { url, open } = await fresh()
      const signIns = signInRegistry(await open())
      const startedAt = Date.now()
      const expiresAt = startedAt + 3_600_000
      for (const id of ['phone', 'desk', 'tablet']) {
        await signIns.begin({ id, username: 'alice', userAgent: '', startedAt, expiresAt })
      }
      await said(
        url,
        `INSERT INTO sign_ins (id, username, user_agent, started_at, last_seen_at, expires_at)
       SELECT CONCAT('id', seq), CONCAT('user', seq), '', 0, 0, ${expiresAt} FROM seq_1_to_50000`,
      )
      const read = async (what: () => Promise<unknown>) => {
        const rows = async () => {
          const sql = `SELECT SUM(variable_value) AS n FROM information_schema.global_status
          WHERE variable_name IN ('HANDLER_READ_KEY', 'HANDLER_READ_NEXT', 'HANDLER_READ_RND_NEXT')`
          return Number((await said<{ n: number }[]>(url, sql))[0]?.n)
        }
        const idle = -(await rows()) + (await rows()) // what asking itself adds
        const before = await rows()
        await what()
        return (await rows()) - before - idle
      }
      for (const [name, what] of Object.entries({
        list: () => signIns.list('alice'),
        end: () => signIns.end('phone', 'alice'),
        endAll: () => signIns.endAll('alice'),
        renew: () => signIns.renew('id7', 'handle', expiresAt),
        clear: () => signIns.clear('handle'),
      })) {
        const rows = await read(what)
        t.ok(rows < 30, `${name} reads ${rows} rows of 50,003`)
      }
    },
  )

  t.test('counts from several instances at once neither deadlock nor lose any', async (t) => {
    patient(t)
    const { open } = await fresh()
    const limits = { ...LIMITS, accountAndAddress: AT_ONCE, address: AT_ONCE, account: 2 * AT_ONCE }
    const databases = await Promise.all([open(), open(), open(), open()])
    const instances = databases.map((database) => throttleIn(database, limits))
    const guesses = Array.from({ length: AT_ONCE / instances.length }, () =>
      instances.map((each) => guess(each)),
    )
    t.strictSame(new Set(await Promise.all(guesses.flat())), new Set(['wrong']))
    t.equal(
      await know(throttleIn(databases[0], limits)),
      'too-many-attempts',
      'the last was one too many',
    )
  })

  t.test('sign-ins that several instances renew and end at once cause no 503', async (t) => {
    patient(t)
    const { open } = await fresh()
    const [here, elsewhere] = [signInRegistry(await open()), signInRegistry(await open())]
    const username = 'alice'
    /** Renewing locks the row and then an index; ending by the handle, the index and then the row. */
    const life = async (on: typeof here, other: typeof here, id: string) => {
      const startedAt = Date.now()
      const expiresAt = startedAt + 60_000
      await on.begin({ id, username, userAgent: '', startedAt, expiresAt })
      await on.renew(id, `of ${id}`, expiresAt)
      await Promise.all([
        ...[on, other].map((each, i) => each.renew(id, `${i} of ${id}`, expiresAt + i)),
        ...[on, other].map((each) => each.endByHandle(`of ${id}`)),
        other.clear(`of ${id}`),
        on.list(username),
      ])
    }
    const lives = Array.from({ length: 8 }, async (_, i) => {
      const instances = i % 2 === 0 ? ([here, elsewhere] as const) : ([elsewhere, here] as const)
      for (let time = 0; time < 60; time += 1) await life(...instances, `${i}.${time}`)
    })
    await t.resolves(Promise.all(lives))
  })

  t.test('while it is frozen everything fails closed; then it goes on', async (t) => {
    const { open } = await fresh()
    const database = await open()
    const [users, signIns, on] = [
      usersIn(database),
      signInRegistry(database),
      throttleIn(database, LIMITS),
    ]
    await users.add({ username: 'alice', ...USER })
    await server.process.freeze()
    const unavailable = { code: 'store-unavailable' }
    const began = performance.now()
    await Promise.all([
      t.rejects(users.find('alice'), unavailable),
      t.rejects(signIns.lives('x'), unavailable),
      t.rejects(
        on.attempt('alice', HERE, async () => true),
        unavailable,
      ),
      ...Array.from({ length: 50 }, () => t.rejects(users.find('alice'), unavailable)),
    ])
    t.comment(`all refused in ${Math.round(performance.now() - began)} ms, while it is frozen`)
    const refused = users.find('alice').then(
      () => 'found',
      () => 'refused',
    )
    const first = await Promise.race([refused, nextTurn('waits')])
    t.equal(first, 'refused', 'from then on nothing is waited for')
    await delay(FROZEN_MS)
    server.process.thaw()
    const back = performance.now()
    await until('it answers', () => users.find('alice').catch(() => false as const))
    t.comment(`it answers ${Math.round(performance.now() - back)} ms after`)
    t.equal(await know(on), 'right')
  })

  t.test('a database that comes back empty is filled again', async (t) => {
    const url = server.url + (await makeDatabase(server.url))
    let filled = 0
    const database = await openDatabase(url, async (opened) => {
      filled += 1
      await usersIn(opened).add({ username: 'alice', ...USER })
    })
    t.teardown(() => database.close())
    const users = usersIn(database)
    const name = url.split('/').at(-1)
    await said(server.url, `DROP DATABASE ${name}`)
    await said(server.url, `CREATE DATABASE ${name}`)
    await t.rejects(users.find('alice'), { code: 'store-unavailable' })
    const alice = await until('filled', () => users.find('alice').catch(() => undefined))
    t.match(alice, { username: 'alice' })
    t.equal(filled, 2)
  })

  t.test('tables of another version are refused', async (t) => {
    const { url, open } = await fresh()
    await (await open()).close()
    await said(url, 'UPDATE schema_version SET version = 99')
    await t.rejects(openDatabase(url), { name: 'SettingError', message: /another version/ })
  })
})
