import t from 'tap'
import { injectApp, setCookieLines } from '../../../apps/inject-app.ts'

/** Three of four signatures have a `+` or a `/` in them. */
const VISITORS = 20

t.test('the cookie is the id and its signature, without percent-encoding', async (t) => {
  const { app } = await injectApp(t, 'server-session')
  for (let visitor = 0; visitor < VISITORS; visitor += 1) {
    const [line = ''] = setCookieLines(await app.inject('/'))
    t.match(line, /^remember-server-session=[\w-]{32}\.[A-Za-z0-9+/]{43};/)
  }
})
