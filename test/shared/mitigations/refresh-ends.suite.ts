/** What ends a family of refresh tokens, and what the credential does then. */
import Libsql from 'libsql'
import t, { type Test } from 'tap'
import { remedied } from './client.ts'

const REFRESH = { REFRESH: 'on', ACCESS_SECONDS: '60' }
const OVER = 61

for (const style of ['jwt', 'cookie-session'] as const) {
  const start = (t: Test, more = {}) => remedied(t, style, { ...REFRESH, ...more })

  t.test(`${style}: sign-out ends the family, also when the access time is over`, async (t) => {
    const { client, pass } = await start(t)
    for (const seconds of [0, OVER]) {
      const alice = client()
      await alice.signIn()
      const thief = alice.copy()
      pass(seconds)
      t.equal((await alice.ask('POST', '/logout')).statusCode, 204)
      t.strictSame(alice.cookies, [], 'both cookies are gone')
      t.equal((await thief.refresh()).statusCode, 401)
    }
  })

  t.test(`${style}: a new sign-in or a new password in its place ends the family`, async (t) => {
    const { client } = await start(t)
    const alice = client()
    await alice.signIn()
    const older = alice.copy()
    await alice.signIn()
    t.equal((await older.refresh()).statusCode, 401)
    const [thief, elsewhere] = [alice.copy(), client()]
    await elsewhere.signIn()
    const payload = { currentPassword: 'alice-in-wonderland', newPassword: 'looking-glass-7' }
    t.equal((await alice.ask('POST', '/password', { payload })).statusCode, 204)
    t.equal((await thief.refresh()).statusCode, 401)
    t.equal((await elsewhere.refresh()).statusCode, 401, 'every other sign-in of the user too')
    t.equal((await alice.refresh()).statusCode, 204)
    t.equal(await alice.user(), 'alice')
  })

  t.test(`${style}: a refresh looks at the account`, async (t) => {
    const { client, service } = await start(t)
    const alice = client()
    await alice.signIn()
    await service.users.setRole('alice', 'admin')
    await alice.refresh()
    t.equal((await alice.ask('GET', '/me')).json().user.role, 'admin')
    await service.users.setDisabled('alice', true)
    t.equal((await alice.refresh()).statusCode, 401)
    t.match(service.style.can, { noticeAccountChanges: false, endEverywhere: false, revoke: false })
  })

  t.test(
    `${style}: with the denylist a token used twice ends the credential at once`,
    async (t) => {
      const { client } = await start(t, { REVOCATION: 'denylist' })
      const alice = client()
      await alice.signIn()
      const thief = alice.copy()
      await alice.refresh()
      t.equal(await alice.user(), 'alice')
      t.equal((await thief.refresh()).statusCode, 401)
      t.equal(await alice.user(), 401)
      t.equal((await alice.refresh()).statusCode, 401)
    },
  )

  t.test(
    `${style}: with the denylist a lapsed credential signs out its fresher copies`,
    async (t) => {
      const { client, pass } = await start(t, { REVOCATION: 'denylist' })
      const alice = client()
      await alice.signIn()
      const older = alice.copy()
      pass(30)
      await alice.refresh()
      pass(31)
      t.equal(await older.user(), 401)
      t.equal(await alice.user(), 'alice')
      await older.ask('POST', '/logout')
      t.equal(await alice.user(), 401)
    },
  )

  t.test(`${style}: a refresh under way does not outlive the sign-out`, async (t) => {
    const { client, pass } = await start(t)
    const alice = client()
    await alice.signIn()
    const thief = alice.copy()
    const underWay = thief.refresh()
    t.equal((await alice.ask('POST', '/logout')).statusCode, 204)
    t.equal((await underWay).statusCode, 401)
    pass(OVER)
    t.equal((await thief.refresh()).statusCode, 401)
    t.equal(await thief.user(), 401)
  })

  t.test(`${style}: while the database takes no write a refresh is 503`, async (t) => {
    const { client, config } = await start(t)
    const alice = client()
    await alice.signIn()
    const other = new Libsql(config.accountsUrl.replace('file:', ''))
    t.teardown(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    t.equal((await alice.refresh()).statusCode, 503)
    t.equal(await alice.user(), 'alice', 'signed in for the rest of the access time')
    other.exec('ROLLBACK')
    t.equal((await alice.refresh()).statusCode, 204, 'and nothing is lost')
    t.equal(await alice.user(), 'alice')
  })
}
