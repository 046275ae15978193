/** The play itself, on real servers: what each column then shows, and the sentence that says why. */
import { join } from 'node:path'
import { createClient } from 'redis'
import t, { type Test } from 'tap'
import type { ActionId } from '../../../apps/lab/play/actions.ts'
import type { Frame } from '../../../apps/lab/play/frame.ts'
import { Table, type TableEvent } from '../../../apps/lab/play/table.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'
import type { StyleName } from '../../../shared/styles.ts'

type Frames = Record<StyleName, Frame>

async function table(t: Test) {
  const table = await Table.open('one', join(temporaryDirectory(t), 'table'))
  t.teardown(() => table.close())
  const act = async (action: ActionId, more: object = {}) => {
    return Object.fromEntries(await table.act(action, { who: 'you', ...more })) as Frames
  }
  return { table, act }
}

t.test('a visit, a sign-in, and a copy after the sign-out', async (t) => {
  const { act } = await table(t)
  const visit = await act('visit')
  t.equal(visit.jwt.browsers.you.cookies.length, 1)
  t.match(visit.jwt.sentence, /No credential came with it.*counted in a new cookie/)
  t.match(visit['server-session'].server.entries, [{ state: { visits: 1 } }])
  t.match(visit['server-session'].sentence, /new id; the state stays on the server/)

  const signIn = await act('sign-in-alice')
  for (const frame of Object.values(signIn)) t.equal(frame.user, 'alice')
  t.match(signIn.jwt.browsers.you.cookies[0]?.parts[2]?.decoded, { sub: 'alice', role: 'member' })
  t.match(signIn['cookie-session'].browsers.you.cookies[0]?.parts[0], {
    kind: 'state',
    decoded: { signIn: { username: 'alice' } },
  })
  t.match(signIn['server-session'].browsers.you.cookies[0]?.parts, [
    { kind: 'id' },
    { text: '.' },
    { kind: 'signature' },
  ])
  t.match(signIn['server-session'].server.entries, [{ state: { signIn: { username: 'alice' } } }])

  const stolen = await act('steal')
  for (const frame of Object.values(stolen)) t.match(frame, { who: 'thief', user: 'alice' })
  const out = await act('sign-out')
  t.match(out.jwt.sentence, /a copy is as good as before/)
  t.match(out['server-session'].sentence, /gone from the store/)

  const replay = await act('who-am-i', { who: 'thief' })
  t.match(replay.jwt, { user: 'alice', sentence: /looked nothing up/ })
  t.match(replay['cookie-session'], { user: 'alice' })
  t.match(replay['server-session'], {
    user: null,
    sentence: /nothing under it in the store any more/,
  })
})

t.test('the same sign-out with a denylist has another sentence', async (t) => {
  const { table: played, act } = await table(t)
  await played.choose({ remedy: 'denylist', store: 'memory' })
  await act('sign-in-alice')
  await act('steal')
  const out = await act('sign-out')
  t.match(out.jwt.sentence, /puts the sign-in on its list/)
  const replay = await act('who-am-i', { who: 'thief' })
  t.match(replay.jwt, { user: null, sentence: /looked in its list, and this sign-in has ended/ })
  t.match(replay['cookie-session'], { user: null, sentence: /looked in its list/ })
})

t.test('meddling: a byte, an older cookie, a rotation, the idle time, a restart', async (t) => {
  const { act } = await table(t)
  await act('sign-in-alice')
  const { jwt: before } = await act('note-small')
  await act('note-kibibyte')
  const older = await act('go-back', { frame: before.number })
  t.match(older.jwt.browsers.you.cookies[0]?.parts[2]?.decoded, {
    notes: [['note', 'Remember the milk.']],
  })
  t.match(older['server-session'].server.entries?.[0]?.state, {
    notes: [['note', /^Remember the milk, and/]],
  })

  await act('rotate')
  const rotated = await act('who-am-i')
  t.match(rotated.jwt, { user: 'alice', sentence: /by the older secret/ })
  t.match(
    rotated['server-session'],
    { user: null, sentence: /nothing under it/ },
    'memory went with the restart',
  )

  const byte = await act('change-a-byte')
  t.match(byte.jwt, {
    user: null,
    sentence: /signature does not fit/,
    browsers: { you: { checked: { signature: 'fails' } } },
  })

  await act('sign-in-alice')
  await act('idle-time')
  const late = await act('who-am-i')
  t.match(late.jwt, { user: null, sentence: /its time is over/ })
  t.match(late['server-session'], { user: null })
})

t.test('where a store is stopped, that column alone says so', async (t) => {
  const { table: played, act } = await table(t)
  await played.choose({ remedy: 'none', store: 'redis' })
  await act('sign-in-alice')
  await act('stop-store')
  const me = await act('who-am-i')
  t.match(me['server-session'], {
    wire: { response: { status: 503 } },
    sentence: /instead of guessing/,
    server: { entries: null },
  })
  t.match(me.jwt, { user: 'alice' })
  await act('start-store')
  t.match((await act('who-am-i'))['server-session'], { user: 'alice' })
  const large = await act('note-too-large')
  t.match(large.jwt.sentence, /does not fit into a cookie/)
  t.match(large['server-session'].sentence, /more than the server keeps/)
})

t.test('a server that dies is shown as dead, and is started again', async (t) => {
  const { act } = await table(t)
  await act('sign-in-alice')
  const killed = await act('crash')
  for (const [style, frame] of Object.entries(killed))
    t.equal(frame.fault, `${style} ended by itself by SIGKILL`)
  t.equal(killed['server-session'].server.entries, null, 'its memory is gone')
  const me = await act('who-am-i')
  t.match(me.jwt, { wire: null, sentence: /^No answer: jwt ended by itself by SIGKILL/ })

  const again = await act('start-again', { style: 'jwt' })
  t.equal(again.jwt.fault, null)
  t.not(again['cookie-session'].fault, null, 'that column alone')
  t.equal((await act('who-am-i')).jwt.user, 'alice', 'who still has the token')
  await act('restart')
  t.match((await act('who-am-i'))['server-session'], { fault: null, user: null })
})

t.test('a store that someone else ended can not be read, and ends nothing else', async (t) => {
  const { table: played, act } = await table(t)
  await played.choose({ remedy: 'none', store: 'redis' })
  await act('sign-in-alice')
  const { servers } = played.seats.find(({ style }) => style === 'server-session') ?? {}
  const socket = { reconnectStrategy: false } as const
  const redis = createClient({ url: servers?.storeUrl ?? '', socket }).on('error', () => {})
  await redis.connect()
  await redis.sendCommand(['SHUTDOWN', 'NOSAVE']).catch(() => {})
  t.match((await act('who-am-i'))['server-session'], {
    wire: { response: { status: 503 } },
    server: { entries: null },
  })
  const killed = await act('crash')
  t.match(killed['server-session'], { fault: /SIGKILL/, server: { entries: null } })
  t.equal(killed.jwt.server.entries?.length, 0)
})

t.test('one that dies by itself makes a step of its own', async (t) => {
  const { table: played, act } = await table(t)
  await act('visit')
  const told = new Promise<Extract<TableEvent, { kind: 'frames' }>>((resolve) => {
    played.events.listen((event) => event.kind === 'frames' && resolve(event))
  })
  const jwt = played.seats.find(({ style }) => style === 'jwt')
  process.kill(jwt?.servers.pids[0] as number, 'SIGKILL')
  const { frames } = await told
  t.match(frames[0]?.[1], { number: 2, fault: /SIGKILL/, sentence: /^The server is gone/ })
  t.match(frames[1]?.[1], { number: 2, fault: null, sentence: 'Nothing happened here.' })
})
