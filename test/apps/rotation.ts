/** A change of secrets, as it is done in earnest: the servers stop, and start with a new list. */
import { join } from 'node:path'
import type { Test } from 'tap'
import { ALICE } from '../../apps/inject-app.ts'
import { startServer, temporaryDirectory } from '../../shared/processes/start-server.ts'
import type { StyleName } from '../../shared/styles.ts'
import type { Exchange } from '../../shared/visitor/exchange.ts'
import { attribute } from '../../shared/visitor/set-cookie.ts'
import { Visitor } from '../../shared/visitor/visitor.ts'

const OLD = 'an-old-secret-of-more-than-32-bytes'
const NEW = 'a-new-secret-of-more-than-32-bytes.'

/** The style's server with these secrets and the same data as before. */
function starter(t: Test, style: StyleName) {
  const directory = temporaryDirectory(t)
  const same = { DATA_DIR: directory, STORE: `file:${join(directory, 'states')}` }
  return (...secrets: string[]) => startServer(t, style, { ...same, SECRETS: secrets.join(',') })
}

/** The same browser at a server that was started anew. (Cookies do not know the port.) */
function sameBrowser(url: string, before: Visitor): Visitor {
  const visitor = new Visitor({ origin: new URL(url) })
  visitor.jar = before.jar.copy()
  return visitor
}

function setWhole(t: Test, answer: Exchange, names: string[]): void {
  const cookies = answer.setCookies()
  t.strictSame(cookies.map(({ name }) => name).sort(), names.sort(), 'each cookie is set, once')
  for (const cookie of cookies) {
    t.not(cookie.value, '', cookie.name)
    t.equal(attribute(cookie, 'httponly'), '', `${cookie.name} is HttpOnly`)
    t.match(attribute(cookie, 'samesite'), /^lax$/i, `${cookie.name} is SameSite=Lax`)
    t.equal(attribute(cookie, 'path'), '/', `${cookie.name} has Path=/`)
    t.equal(cookie.attributes.length, 3, `${cookie.name} has no other attribute`)
  }
}

const ASKED = [
  ['GET', '/'],
  ['GET', '/me'],
  ['GET', '/notes'],
  ['PUT', '/notes/a'],
  ['POST', '/logout'],
] as const

/** Old, then new and old, then new alone: a file for each style, so that they run beside each other. */
export async function rotate(t: Test, style: StyleName): Promise<void> {
  const start = starter(t, style)
  const first = await start(OLD)
  const before = new Visitor({ origin: new URL(first.url) })
  await before.signIn(ALICE)
  t.match((await before.get('/')).json(), { visits: 1 })
  await first.stop()

  const rotated = await start(NEW, OLD)
  const visitor = sameBrowser(rotated.url, before)
  const me = await visitor.get('/me')
  t.match(me.json(), { user: { username: 'alice' }, visits: 1 }, 'the visitor is still signed in')
  t.strictSame(me.headers('set-cookie'), [], 'and a read sets and clears nothing')
  const home = await visitor.get('/')
  t.match(home.json(), { user: { username: 'alice' }, visits: 2 })
  setWhole(t, home, (await visitor.get('/about')).member('cookies') as string[])
  await rotated.stop()

  const last = await start(NEW)
  t.test('who came by in between is known under the new one alone', async (t) => {
    const again = await sameBrowser(last.url, visitor).get('/')
    t.match(again.json(), { user: { username: 'alice' }, visits: 3 })
  })
  t.test('who did not is a stranger', async (t) => {
    for (const [method, path] of ASKED) {
      const json = method === 'PUT' ? { json: { text: 'x' } } : {}
      const answer = await sameBrowser(last.url, before).request(method, path, json)
      t.ok(answer.status < 500, `${answer.name} answers ${answer.status}`)
    }
    t.equal((await sameBrowser(last.url, before).get('/me')).status, 401)
    const home = await sameBrowser(last.url, before).get('/')
    t.match(home.json(), { user: null, visits: 1 })
  })
}
