/** What each answer took from the accounts' database: it is counted at the servers' own driver. */
import { join } from 'node:path'
import t from 'tap'
import { askedWords } from '../../../apps/lab/play/asked.ts'
import type { Remedy } from '../../../apps/lab/play/seat-servers.ts'
import { Table } from '../../../apps/lab/play/table.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'
import type { StyleName } from '../../../shared/styles.ts'

const NOTHING = {}
const DENIED = { denied_sign_ins: '1 and 0' }
const ACCOUNT = { users: '1 and 0', sign_in_cut_offs: '1 and 0' }

/** Of "Who am I?" by who is signed in: table, reads and writes. */
const ASKED: Readonly<Record<Remedy, Partial<Record<StyleName, object>>>> = {
  none: { jwt: NOTHING, 'cookie-session': NOTHING, 'server-session': NOTHING },
  denylist: { jwt: DENIED, 'cookie-session': DENIED, 'server-session': NOTHING },
  'account-check': { jwt: ACCOUNT, 'cookie-session': ACCOUNT, 'server-session': ACCOUNT },
  'account-check-on-renewal': {
    jwt: NOTHING,
    'cookie-session': NOTHING,
    'server-session': NOTHING,
  },
  refresh: { jwt: NOTHING, 'cookie-session': NOTHING, 'server-session': NOTHING },
  encryption: { jwt: NOTHING, 'cookie-session': NOTHING, 'server-session': NOTHING },
}

t.test('who am I?', async (t) => {
  const table = await Table.open('one', join(temporaryDirectory(t), 'table'))
  t.teardown(() => table.close())
  for (const [remedy, expected] of Object.entries(ASKED)) {
    await table.choose({ remedy: remedy as Remedy, store: 'memory' })
    const signedIn = await table.act('sign-in-alice', { who: 'you' })
    for (const [style, { asked }] of signedIn) {
      const account = asked.find(({ table }) => table === 'users')
      t.ok((account?.reads ?? 0) > 0, `${style}, ${remedy}: looked up at a sign-in`)
    }
    for (const [style, { asked, sentence, user }] of await table.act('who-am-i', { who: 'you' })) {
      t.equal(user, 'alice')
      const seen = asked.map(({ table, reads, writes }) => [table, `${reads} and ${writes}`])
      const name = `${style}, ${remedy}`
      t.strictSame(Object.fromEntries(seen), expected[style], name)
      const tells = /looked nothing up|found who it is there\.$/.test(sentence)
      t.equal(tells, asked.length === 0, `${name}: the sentence tells the same`)
    }
  }
})

t.test('a refresh token is kept, as a hash', async (t) => {
  const table = await Table.open('one', join(temporaryDirectory(t), 'table'))
  t.teardown(() => table.close())
  const sentences = async () => {
    const frames = await table.act('sign-in-alice', { who: 'you' })
    return frames.map(([, { sentence }]) => sentence)
  }
  t.match(await sentences(), [/the server kept nothing\.$/, /the server kept nothing\.$/])
  await table.choose({ remedy: 'refresh', store: 'memory' })
  t.match(await sentences(), [/kept the refresh tokens/, /kept the refresh tokens/])

  for (const { servers } of table.seats) await servers.letTimePass(61) // ACCESS_SECONDS are 60
  const later = await table.act('who-am-i', { who: 'you' })
  for (const [style, { user, asked, sentence }] of later.slice(0, 2)) {
    t.equal(user, null, style)
    t.strictSame(asked, [], `${style}: it looked nothing up`)
    t.match(sentence, /the short time for which it signs in is over/, style)
  }
})

t.test('an account that may not sign in any more', async (t) => {
  const table = await Table.open('one', join(temporaryDirectory(t), 'table'))
  t.teardown(() => table.close())
  await table.choose({ remedy: 'account-check', store: 'memory' })
  await table.act('sign-in-alice', { who: 'you' })
  await table.act('disable', { who: 'you' })
  for (const [style, { user, sentence }] of await table.act('who-am-i', { who: 'you' })) {
    t.equal(user, null, style)
    t.match(sentence, /look(ed)? .*the account/, style)
  }
})

t.test('in words', async (t) => {
  t.equal(askedWords([]), 'For this answer it used nothing of the accounts’ database.')
  t.equal(
    askedWords([
      { table: 'users', reads: 1, writes: 0 },
      { table: 'sign_ins', reads: 2, writes: 1 },
    ]),
    'For this answer it used the accounts’ database: the account (1 read); the index of sign-ins (2 reads, 1 write).',
  )
})
