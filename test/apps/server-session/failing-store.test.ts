/** Rule 12 on a real server whose store goes away while it runs, and comes back. */
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { ALICE } from '../../../apps/inject-app.ts'
import { startServer, temporaryDirectory } from '../../../shared/processes/start-server.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

const directory = join(temporaryDirectory(t), 'states')
const away = `${directory}-away`
const server = await startServer(t, 'server-session', { STORE: `file:${directory}` })
const stranger = () => new Visitor({ origin: new URL(server.url) })
const takeAway = () => renameSync(directory, away)
const putBack = () => renameSync(away, directory)

/** A visitor who has signed in, and then come by once. */
async function signedIn(t: Test): Promise<Visitor> {
  const visitor = stranger()
  t.equal((await visitor.signIn(ALICE)).status, 200)
  await visitor.get('/')
  return visitor
}

function failsClosed(t: Test, answer: Exchange): void {
  const { name } = answer
  t.equal(answer.status, 503, `${name} answers 503`)
  t.equal(answer.member('code'), 'store-unavailable', `${name} says why`)
  t.match(answer.header('retry-after'), /^[1-9]\d*$/, `${name} says when to come back`)
  t.strictSame(answer.headers('set-cookie'), [], `${name} neither sets nor clears a cookie`)
  t.notMatch(answer.body, /ENOENT|three-ways|\.json/, `${name} tells nothing of the store`)
}

t.test('while the store is away', async (t) => {
  const visitor = await signedIn(t)
  const before = visitor.cookies()
  takeAway()

  t.test('what needs no state answers', async (t) => {
    for (const path of ['/health/live', '/about', '/openapi.json']) {
      t.equal((await visitor.get(path)).status, 200, path)
    }
  })
  t.test('what needs it fails closed, for a visitor who is signed in', async (t) => {
    failsClosed(t, await visitor.get('/health/ready'))
    for (const path of ['/', '/me', '/notes', '/sessions']) {
      failsClosed(t, await visitor.get(path))
    }
    failsClosed(t, await visitor.put('/notes/lost', { json: { text: 'x' } }))
  })
  t.test('and for a stranger', async (t) => {
    failsClosed(t, await stranger().get('/'))
    failsClosed(t, await stranger().signIn(ALICE))
    t.equal((await stranger().get('/me')).status, 401, 'who brings no credential needs no store')
  })
  t.test('it is back: the visitor is still signed in, and nothing is lost', async (t) => {
    putBack()
    t.strictSame(visitor.cookies(), before)
    t.equal((await visitor.get('/health/ready')).status, 200)
    t.match((await visitor.get('/me')).json(), { user: { username: 'alice' }, visits: 1 })
    t.match((await visitor.get('/')).json(), { visits: 2 })
    t.equal((await stranger().signIn(ALICE)).status, 200)
  })
})

t.test('a sign-out that the store could not follow is not said to be done', async (t) => {
  const visitor = await signedIn(t)
  const copy = visitor.copy()
  takeAway()
  failsClosed(t, await visitor.signOut())
  putBack()
  t.equal((await copy.signOut()).status, 204, 'now it is')
  t.equal((await visitor.get('/me')).status, 401)
})

t.test('a sign-in that failed is in no list', async (t) => {
  const visitor = await signedIn(t)
  const before = (await visitor.get('/sessions')).body
  takeAway()
  failsClosed(t, await stranger().signIn(ALICE))
  putBack()
  t.equal((await visitor.get('/sessions')).body, before)
})
