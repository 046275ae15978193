/** What the pages tell, without a browser: each of the three says it in the same words. */
import t from 'tap'
import { ALICE, cookieOf, injectApp } from '../../../apps/inject-app.ts'
import { STYLES } from '../../../shared/styles.ts'

const accept = 'text/html'

for (const style of STYLES) {
  t.test(style, async (t) => {
    const { app, service } = await injectApp(t, style)
    const login = await app.inject({ method: 'POST', url: '/login', payload: ALICE })
    const cookie = cookieOf(login)
    const see = async (url: string) => (await app.inject({ url, headers: { accept, cookie } })).body

    const home = await see('/')
    const carried = service.style.stateKeptBy === 'client'
    const as = carried ? /as your browser carries it\./ : /as JSON in the store \(memory\)\./
    t.match(home, new RegExp(`takes \\d+ bytes of \\d+, ${as.source}`), 'what its bytes are')
    t.match(home, /signedInAt\S+ \S+?\d{4}-\d\d-\d\dT/, 'times of one kind')
    t.match(home, '<a href="/me">alice</a>', 'the way to /me')

    const spelled = />\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d UTC<\/time>/
    t.match(await see('/me'), spelled, 'a time that people can read')
    if (service.style.can.listSessions) t.match(await see('/sessions'), spelled)

    t.notMatch(await see('/errors'), '`', 'no markup of another kind')
    t.match(await see('/errors'), '<code>Retry-After</code>')
  })
}

t.test('a failed sign-in offers the form again, without the name', async (t) => {
  const { app } = await injectApp(t, 'jwt')
  const payload = { username: 'hunter2', password: 'no' }
  const post = { method: 'POST', url: '/login', payload, headers: { accept } } as const
  const { statusCode, body } = await app.inject(post)
  t.equal(statusCode, 401)
  t.match(body, '<form method="post" action="/login">')
  t.notMatch(body, 'hunter2', 'it may be a password that was typed there')
})

t.test('what is wrong with a form is told without backticks', async (t) => {
  const { app } = await injectApp(t, 'jwt')
  const post = { method: 'POST', url: '/login', payload: {}, headers: { accept } } as const
  t.match((await app.inject(post)).body, '<p><code>username</code> is missing.</p>')
})
