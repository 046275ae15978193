import t from 'tap'
import { addDemoUsers } from '../../../shared/accounts/demo-users.ts'
import { checkPassword } from '../../../shared/accounts/passwords.ts'
import { usersIn } from '../../../shared/accounts/users.ts'
import { database, databaseUrl } from './accounts.ts'

const ANN = { username: 'ann', role: 'member', passwordHash: 'a hash' } as const

t.test('a user is found as added; an unknown one is not', async (t) => {
  const users = usersIn(await database(t))
  t.equal(await users.add(ANN), true)
  t.match(await users.find('ann'), { ...ANN, disabled: false })
  for (const name of ['bob', 'Ann', '', "' OR 1=1 --", '__proto__', 'ann ']) {
    t.equal(await users.find(name), undefined, JSON.stringify(name))
  }
})

t.test('a name that is taken is not added again, and its user stays as it was', async (t) => {
  const users = usersIn(await database(t))
  await users.add(ANN)
  t.equal(await users.add({ ...ANN, role: 'admin', passwordHash: 'mine now' }), false)
  t.match(await users.find('ann'), ANN)
})

t.test('role, password and ban change one user alone, and say if there is one', async (t) => {
  const users = usersIn(await database(t))
  await users.add(ANN)
  await users.add({ ...ANN, username: 'bob' })
  t.equal(await users.setRole('ann', 'admin'), true)
  t.equal(await users.setPasswordHash('ann', 'another'), true)
  t.equal(await users.setDisabled('ann', true), true)
  const changed = { username: 'ann', role: 'admin', passwordHash: 'another', disabled: true }
  t.match(await users.list(), [changed, { ...ANN, username: 'bob', disabled: false }])
  t.equal(await users.setDisabled('ann', false), true)
  t.match(await users.find('ann'), { disabled: false })
  t.equal((await users.list()).length, 2)
  t.equal(await users.setRole('nobody', 'admin'), false)
  t.equal(await users.setPasswordHash('nobody', 'x'), false)
  t.equal(await users.setDisabled('nobody', true), false)
})

t.test('what one instance changes, another sees at once', async (t) => {
  const url = await databaseUrl(t)
  const [here, there] = [usersIn(await database(t, url)), usersIn(await database(t, url))]
  await here.add(ANN)
  t.match(await there.find('ann'), { role: 'member' })
  await there.setRole('ann', 'admin')
  t.match(await here.find('ann'), { role: 'admin' })
})

t.test('demo users are added once: what was changed of them stays', async (t) => {
  const users = usersIn(await database(t))
  await addDemoUsers(users)
  const alice = await users.find('alice')
  t.equal(await checkPassword(alice?.passwordHash, 'alice-in-wonderland'), true)
  await users.setPasswordHash('alice', 'changed')
  await users.setRole('bob', 'member')
  await addDemoUsers(users)
  t.match(await users.list(), [
    { username: 'alice', role: 'member', passwordHash: 'changed' },
    { username: 'bob', role: 'member' },
  ])
})

t.test('a database that fails is a store that does not answer', async (t) => {
  const accounts = await database(t)
  const users = usersIn(accounts)
  await accounts.close()
  await t.rejects(users.find('ann'), { code: 'store-unavailable', headers: { 'retry-after': '1' } })
  await t.rejects(users.add(ANN), { code: 'store-unavailable' })
})
