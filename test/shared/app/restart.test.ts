import t from 'tap'
import { startServer, temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

const ALICE = { username: 'alice', password: 'alice-in-wonderland' }

for (const style of STYLES) {
  t.test(`${style} knows its visitor again after a restart`, async (t) => {
    const DATA_DIR = temporaryDirectory(t)
    const STORE = `file:${DATA_DIR}/sessions`
    const before = await startServer(t, style, { DATA_DIR, STORE })
    const visitor = new Visitor({ origin: new URL(before.url) })
    await visitor.get('/')
    t.equal((await visitor.signIn(ALICE)).status, 200)
    t.equal(await before.stop(), 0)

    const after = await startServer(t, style, { DATA_DIR, STORE })
    const again = new Visitor({ origin: new URL(after.url) })
    again.jar = visitor.jar.copy()
    t.match((await again.get('/me')).json(), { user: { username: 'alice' }, visits: 1 })
  })
}
