import t, { type Test } from 'tap'
import { signInRegistry } from '../../../shared/accounts/sign-ins.ts'
import { database } from './accounts.ts'

const HOUR = 3_600_000
const inAnHour = () => Date.now() + HOUR

async function registry(t: Test) {
  const signIns = signInRegistry(await database(t))
  const begin = (id: string, username = 'alice', more = {}) =>
    signIns.begin({
      id,
      username,
      userAgent: 'a browser',
      startedAt: Date.now(),
      expiresAt: inAnHour(),
      ...more,
    })
  const ids = async (username = 'alice') => (await signIns.list(username)).map(({ id }) => id)
  return { signIns, begin, ids }
}

t.test('a sign-in lives from its begin to its end', async (t) => {
  const { signIns, begin } = await registry(t)
  t.equal(await signIns.lives('a'), false)
  await begin('a')
  t.equal(await signIns.lives('a'), true)
  t.equal(await signIns.renew('a', 'handle', inAnHour()), true)
  t.equal((await signIns.end('a', 'alice'))?.handle, 'handle')
  t.equal(await signIns.lives('a'), false)
  t.equal(await signIns.renew('a', 'handle', inAnHour()), false, 'and is not renewed any more')
  t.equal(await signIns.lives('a'), false)
})

t.test('only its own user ends it; another’s is as good as unknown', async (t) => {
  const { signIns, begin } = await registry(t)
  await begin('a')
  t.equal(await signIns.end('a', 'bob'), undefined)
  t.equal(await signIns.end('unknown', 'bob'), undefined)
  t.equal(await signIns.lives('a'), true)
})

t.test('it is ended by its handle, and no other with it', async (t) => {
  const { signIns, begin } = await registry(t)
  await begin('a')
  await begin('b')
  await begin('not yet kept')
  await signIns.renew('a', 'handle of a', inAnHour())
  await signIns.renew('b', 'handle of b', inAnHour())
  await signIns.endByHandle('handle of a')
  await signIns.endByHandle('unknown')
  t.equal(await signIns.lives('a'), false)
  t.equal(await signIns.lives('b'), true)
  t.equal(await signIns.lives('not yet kept'), true)
})

t.test('all of a user’s end at once, with their handles; nobody else’s do', async (t) => {
  const { signIns, begin, ids } = await registry(t)
  await begin('a')
  await begin('not yet kept')
  await begin('of bob', 'bob')
  await signIns.renew('a', 'handle of a', inAnHour())
  const ended = await signIns.endAll('alice')
  t.strictSame(new Set(ended.map(({ handle }) => handle)), new Set(['handle of a', null]))
  t.strictSame(await ids(), [])
  t.strictSame(await ids('bob'), ['of bob'])
  t.equal(
    (await signIns.endAll('alice')).length,
    2,
    'found again, until what they point to is gone',
  )
  await signIns.clear('handle of a')
  t.strictSame(await signIns.endAll('alice'), [{ handle: null }])
})

t.test(
  'a list shows a user’s own that are not past their end, in the order they began',
  async (t) => {
    const { begin, ids } = await registry(t)
    await begin('second', 'alice', { startedAt: 2 })
    await begin('first', 'alice', { startedAt: 1 })
    await begin('of bob', 'bob')
    await begin('ended', 'alice', { expiresAt: Date.now() - 1 })
    t.strictSame(await ids(), ['first', 'second'])
  },
)

t.test('a renewal moves when it was last seen, not when it began', async (t) => {
  const { signIns, begin } = await registry(t)
  const real = Date.now
  t.teardown(() => Object.assign(Date, { now: real }))
  const began = real()
  Date.now = () => began
  await begin('a')
  t.match(await signIns.list('alice'), [{ startedAt: began, lastSeenAt: began }])
  Date.now = () => began + 1000
  await signIns.renew('a', 'handle', inAnHour())
  t.match(await signIns.list('alice'), [{ startedAt: began, lastSeenAt: began + 1000 }])
})

t.test('what is past its end can not be ended, and goes at the next sign-in', async (t) => {
  const { signIns, begin } = await registry(t)
  await begin('ended', 'alice', { expiresAt: Date.now() - 1 })
  t.equal(await signIns.end('ended', 'alice'), undefined)
  await begin('next')
  t.equal(await signIns.lives('ended'), false)
})

t.test('a user agent is cut at 200 characters', async (t) => {
  const { signIns, begin } = await registry(t)
  await begin('a', 'alice', { userAgent: 'x'.repeat(5000) })
  const [row] = await signIns.list('alice')
  t.equal(row?.userAgent, 'x'.repeat(200))
})
