import { availableParallelism } from 'node:os'
import t from 'tap'
import { checkPassword, hashPassword } from '../../../shared/accounts/passwords.ts'

t.test('a password is hashed with argon2id at OWASP’s parameters, salted', async (t) => {
  const [one, other] = [await hashPassword('same'), await hashPassword('same')]
  t.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  t.not(one, other)
  t.equal(await checkPassword(one, 'same'), true)
})

t.test('a password is taken exactly as sent: not cut, trimmed or folded', async (t) => {
  const long = `${'x'.repeat(255)}y`
  const hash = await hashPassword(` Pä\0ss ${long}`)
  t.equal(await checkPassword(hash, ` Pä\0ss ${long}`), true)
  for (const other of [
    `Pä\0ss ${long}`,
    ` pä\0ss ${long}`,
    ` Pa\u0308\0ss ${long}`,
    ' Pä',
    ` Pä\0ss ${long.slice(0, -1)}z`,
  ]) {
    t.equal(await checkPassword(hash, other), false, JSON.stringify(other).slice(0, 20))
  }
})

t.test('for an unknown name no password is right, and the work is the same', async (t) => {
  const hash = await hashPassword('right')
  const cost = async (stored: string | undefined) => {
    const before = process.cpuUsage() // of all threads; how busy the machine is has no part in it
    for (let i = 0; i < 6; i += 1) t.equal(await checkPassword(stored, 'guess'), false)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  const least = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
  for (let round = 0; round < 3; round += 1) {
    least.known = Math.min(least.known, await cost(hash))
    least.unknown = Math.min(least.unknown, await cost(undefined))
  }
  const { known, unknown } = least
  t.ok(unknown > known / 2 && unknown < known * 2, `${unknown} µs against ${known} µs`)
})

t.test('when too many wait, the next is told that the server is busy', async (t) => {
  const hash = await hashPassword('right')
  const most = availableParallelism() + 64
  const waiting = Array.from({ length: most }, (_, i) =>
    checkPassword(i % 2 === 0 ? hash : undefined, 'right'),
  )
  await new Promise(setImmediate) // those for an unknown name take their place a moment later
  const busy = { code: 'busy', statusCode: 503, headers: { 'retry-after': '2' } }
  await t.rejects(checkPassword(hash, 'right'), busy)
  await t.rejects(checkPassword(undefined, 'right'), busy, 'an unknown name has no way around it')
  await t.rejects(hashPassword('new'), busy, 'nor has a new password')
  const results = await Promise.all(waiting)
  t.equal(results.filter(Boolean).length, most / 2, 'all who waited are answered')
  t.equal(await checkPassword(hash, 'right'), true, 'and then there is room again')
})
