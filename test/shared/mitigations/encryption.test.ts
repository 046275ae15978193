import t, { type Test } from 'tap'
import { injectApp } from '../../../apps/inject-app.ts'
import type { VisitorState } from '../../../shared/visitor-state.ts'
import { remedied } from './client.ts'

const NEWER = 'a-newer-secret-of-32-bytes-or-even-more.'
const OLDER = 'an-older-secret-of-32-bytes-or-even-more'
const STATE: VisitorState = {
  visits: 3,
  notes: [['milk', '2 litres']],
  expiresAt: 1_800_000_000_000,
  signIn: { id: 'i'.repeat(30), username: 'alice', role: 'member', signedInAt: 1_790_000_000_000 },
}

/** All that is in a cookie's value, as whoever holds it would read it. */
function readable(value: string): string {
  const parts = value.split('.')
  return [value, ...parts.map((part) => Buffer.from(part, 'base64').toString())].join('\n')
}

for (const style of ['jwt', 'cookie-session'] as const) {
  const start = (t: Test, more = {}) => remedied(t, style, { STATE_ENCRYPTION: 'on', ...more })

  t.test(`${style}: nobody but the server reads who it is, and what is noted`, async (t) => {
    for (const encryption of ['on', 'off']) {
      const { client } = await start(t, { STATE_ENCRYPTION: encryption })
      const alice = client()
      await alice.signIn()
      await alice.ask('PUT', '/notes/shopping', { payload: { text: 'marmalade' } })
      const all = alice.cookies.map(({ value }) => readable(value)).join('\n')
      for (const word of ['alice', '"member"', 'shopping', 'marmalade']) {
        t.equal(all.includes(word), encryption === 'off', `${word}, encryption ${encryption}`)
      }
      t.equal(await alice.user(), 'alice')
      const notes = (await alice.ask('GET', '/notes')).json()
      t.strictSame(notes, { notes: [{ name: 'shopping', text: 'marmalade' }] })
    }
  })

  t.test(`${style}: what is measured is what is sent`, async (t) => {
    const { client, service } = await start(t)
    const alice = client()
    await alice.signIn()
    for (let letters = 0; letters < 8; letters += 1) {
      // An umlaut has two bytes; each length gives another padding.
      await alice.ask('PUT', '/notes/n', { payload: { text: `ü${'x'.repeat(letters)}` } })
      const sent = alice.cookies.map(({ name, value }) => name.length + value.length)
      const signIn = { ...STATE.signIn, id: 'x'.repeat(30) } as VisitorState['signIn']
      const state = { ...STATE, visits: 0, notes: [['n', `ü${'x'.repeat(letters)}`]], signIn }
      const total = sent.reduce((sum, bytes) => sum + bytes, 0)
      t.equal(service.style.measure(state as VisitorState), total, `${letters} letters`)
    }
  })

  t.test(`${style}: a full state is refused before a browser would drop it`, async (t) => {
    const { client } = await start(t, { REFRESH: 'on' })
    const alice = client()
    await alice.signIn()
    const put = (bytes: number) =>
      alice.ask('PUT', '/notes/n', { payload: { text: 'x'.repeat(bytes) } })
    const refused = (await put(4000)).json()
    t.match(refused, { code: 'state-too-large', limitBytes: 4096 })
    let bytes = 2500
    while ((await put(bytes)).statusCode === 413) bytes -= 20
    t.ok(bytes > 1200, `${bytes} bytes of a note fit`)
    for (const { name, value } of alice.cookies) t.ok(name.length + value.length <= 4096)
    t.equal((await alice.refresh()).statusCode, 204)
    t.equal((await alice.ask('GET', '/')).statusCode, 200)
  })

  t.test(`${style}: a new secret in front opens what the older one sealed`, async (t) => {
    const before = await start(t, { SECRETS: OLDER })
    const rotated = await start(t, { SECRETS: `${NEWER},${OLDER}` })
    const after = await start(t, { SECRETS: NEWER })
    const alice = before.client()
    await alice.signIn()
    const [kept, late] = [rotated.client(), after.client()]
    kept.cookies = [...alice.cookies]
    t.equal(await kept.user(), 'alice')
    late.cookies = [...alice.cookies]
    t.equal(await late.user(), 401, 'nor without it')
    await kept.ask('GET', '/')
    late.cookies = [...kept.cookies]
    t.equal(await late.user(), 'alice', 'a visit seals it anew')
  })

  t.test(`${style}: a state that nobody sealed is a stranger’s`, async (t) => {
    const SECRETS = NEWER
    const { app } = await injectApp(t, style, { SECRETS })
    const payload = { username: 'alice', password: 'alice-in-wonderland' }
    const open = await app.inject({ method: 'POST', url: '/login', payload })
    const { client } = await start(t, { SECRETS })
    const alice = client()
    alice.cookies = open.cookies.map(({ name, value }) => ({ name, value, path: '/' }))
    t.equal(await alice.user(), 401)
    t.match((await alice.ask('GET', '/')).json(), { visits: 1, user: null })
  })

  t.test(`${style}: the end of a sealed state holds`, async (t) => {
    const { client, pass } = await start(t, { IDLE_SECONDS: '100' })
    const alice = client()
    await alice.signIn()
    pass(98)
    t.equal(await alice.user(), 'alice')
    pass(4)
    t.equal(await alice.user(), 401)
  })
}
