/** Rule 13 on a real server: a note that is still being sent while its writer signs out. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ALICE } from '../../../apps/inject-app.ts'
import { startServer, temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { RawConnection } from '../../../shared/visitor/raw-socket.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

const BODY = JSON.stringify({ text: 'sent slowly' })
const ROUNDS = 5

const directory = join(temporaryDirectory(t), 'states')
const server = await startServer(t, 'server-session', { STORE: `file:${directory}` })
const origin = new URL(server.url)

t.test('a slow note against the sign-out does not bring the sign-in back', async (t) => {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const visitor = new Visitor({ origin })
    await visitor.signIn(ALICE)
    const thief = visitor.copy()
    const cookie = visitor.cookies().map(({ name, value }) => `${name}=${value}`)
    const lines = [
      ...['PUT /notes/slow HTTP/1.1', `Host: ${origin.host}`, `Cookie: ${cookie.join('; ')}`],
      ...['Content-Type: application/json', `Content-Length: ${BODY.length}`],
      ...['Connection: close', 'Expect: 100-continue'], // by which it says that it has begun
    ]
    const slow = await RawConnection.open({ origin })
    t.teardown(() => slow.close())
    await slow.send(`${lines.join('\r\n')}\r\n\r\n${BODY.slice(0, 5)}`)
    t.ok(await slow.continued(5000), 'the server has begun on the note')
    // It reads the state for the note before it can read it for this: by now both are read.
    t.equal((await visitor.get('/me')).status, 200)
    t.equal((await visitor.signOut()).status, 204)
    await slow.send(BODY.slice(5))
    const { status, setCookieLines } = await slow.answer(5000)
    t.equal(status, 401, `round ${round}: the note is refused`)
    t.strictSame(setCookieLines, [])
    t.equal((await thief.get('/me')).status, 401, 'a copy of the credential is dead')
    t.strictSame(readdirSync(directory), [], 'and no file of it has come back')
  }
})

t.test('a slow note that nobody signs out of is written', async (t) => {
  const visitor = new Visitor({ origin })
  await visitor.signIn(ALICE)
  t.equal((await visitor.put('/notes/slow', { json: { text: 'sent' } })).status, 204)
  t.match((await visitor.get('/notes')).json(), { notes: [{ name: 'slow', text: 'sent' }] })
  t.equal(readdirSync(directory).length, 1)
})
