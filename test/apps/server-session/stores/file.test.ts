import { EventEmitter } from 'node:events'
import { existsSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import createFileStore from 'session-file-store'
import t, { type Test } from 'tap'
import {
  aliceWith,
  anonymous,
  begin,
  guard,
  registry,
} from '../../../../apps/bench/growth/states.ts'
import { openFileStore } from '../../../../apps/server-session/stores/file.ts'
import { sha256 } from '../../../../shared/config/keys.ts'
import { temporaryDirectory } from '../../../../shared/processes/start-server.ts'

function fileStore(t: Test) {
  const directory = join(temporaryDirectory(t), 'made', 'by-it')
  const store = openFileStore(directory, 3600)
  t.teardown(() => store.close())
  return { store, directory }
}

t.test('it makes its folder, for its own user alone', async (t) => {
  const { directory } = fileStore(t)
  t.equal(statSync(directory).mode & 0o777, 0o700)
})

t.test('a state comes back as it was set, and is gone when it is destroyed', async (t) => {
  const { store, directory } = fileStore(t)
  const state = anonymous(3, { notes: [['__proto__', 'ünï']] })
  await store.set('key', state)
  t.strictSame(await store.get('key'), state)
  await store.destroy('key')
  await store.destroy('key')
  t.equal(await store.get('key'), undefined)
  t.strictSame(readdirSync(directory), [])
})

t.test('what is not there is absent, at once', async (t) => {
  const { store } = fileStore(t)
  // The library waits between its tries (see the workaround's issue): here nothing is waited for.
  const { setTimeout } = globalThis
  t.teardown(() => Object.assign(globalThis, { setTimeout }))
  let waits = 0
  globalThis.setTimeout = ((...given: Parameters<typeof setTimeout>) => {
    waits += 1
    return setTimeout(...given)
  }) as typeof setTimeout
  t.equal(await store.get('nobody'), undefined)
  t.equal(waits, 0)
})

t.test('control: the library by itself tries five times more', async (t) => {
  const FileStore = createFileStore({ Store: EventEmitter } as never)
  const path = temporaryDirectory(t)
  let tries = 0
  const files = new FileStore({ path, reapInterval: -1, logFn: () => (tries += 1) })
  await new Promise((resolve) => files.get('nobody', resolve))
  t.equal(tries, 5)
})

t.test('a file that is cut or garbled counts as absent, and is removed', async (t) => {
  const { store, directory } = fileStore(t)
  for (const text of ['', '{"state":{"visits":1', 'garbage', '\0\0\0']) {
    const path = join(directory, 'key.json')
    writeFileSync(path, text)
    t.equal(await store.get('key'), undefined, JSON.stringify(text))
    t.notOk(existsSync(path), 'removed')
  }
})

t.test('a file that is JSON, but holds no state, counts as absent', async (t) => {
  const { store, directory } = fileStore(t)
  for (const text of ['null', '{}', '1', '"text"', '[]']) {
    writeFileSync(join(directory, 'key.json'), text)
    t.equal(await store.get('key'), undefined, text)
  }
})

t.test('under the guard a vanished folder is a store that does not answer', async (t) => {
  const { store, directory } = fileStore(t)
  const signIns = await registry(t)
  await begin(signIns, 'sign-in')
  const { guarded, get, set } = guard(t, store, signIns)
  await set('id', aliceWith('sign-in'))
  const away = `${directory}-away`
  renameSync(directory, away)
  const unavailable = { code: 'store-unavailable', headers: { 'retry-after': '1' } }
  await t.rejects(guarded.ready(), unavailable, 'ready')
  await t.rejects(set('id', aliceWith('sign-in')), unavailable, 'set')
  await t.rejects(get('id'), unavailable, 'get: absent would be a false "not signed in"')
  await t.rejects(guarded.forgetKey(sha256('id')), unavailable, 'forgetKey: nothing was forgotten')
  renameSync(away, directory)
  await t.resolves(guarded.ready())
  t.match(await get('id'), { signIn: { id: 'sign-in' } }, 'the state is kept')
})
