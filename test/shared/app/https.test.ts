import t, { type Test } from 'tap'
import { asked, localVisitor } from '../../../shared/processes/public-origin.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import { STYLES } from '../../../shared/styles.ts'
import type { Exchange } from '../../../shared/visitor/exchange.ts'
import { isClearing, type SetCookie } from '../../../shared/visitor/set-cookie.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

const ALICE = { username: 'alice', password: 'alice-in-wonderland' }
const HERE = asked('example.test')

for (const style of STYLES) {
  t.test(`${style} over HTTPS`, async (t) => {
    const server = await startServer(t, style, { PUBLIC_ORIGIN: 'https://example.test' })
    t.equal(server.url, 'https://example.test', 'tells its public origin')
    const visitor = await localVisitor(server)
    const about = await visitor.get('/about', HERE)
    const cookies = about.member('cookies') as string[]
    t.ok(
      cookies.every((name) => name.startsWith('__Host-')),
      'only this host can set them',
    )

    const first = await visitor.get('/', HERE)
    setAsDeclared(t, cookies, first)
    const signedIn = await visitor.signIn(ALICE, HERE)
    t.equal(signedIn.status, 200, 'signs in')
    setAsDeclared(t, cookies, signedIn)
    t.equal((await visitor.get('/me', HERE)).status, 200, 'the cookies are taken back')

    const note = await visitor.put('/notes/one', { json: { text: 'first' }, ...HERE })
    t.equal(note.status, 204)
    if (about.member('stateKeptBy') === 'client') setAsDeclared(t, cookies, note)

    const signedOut = await visitor.signOut(HERE)
    t.equal(signedOut.status, 204, 'signs out')
    clearedAsDeclared(t, cookies, signedOut)
    t.strictSame(visitor.cookies(), [], 'and the jar is empty')

    const forged = cookies.map((name) => `${name}=forged`).join('; ')
    const refused = await visitor.get('/me', { cookies: { header: forged }, ...HERE })
    t.equal(refused.status, 401)
    for (const cookie of refused.setCookies()) attributesHold(t, cookie)

    const plain = await visitor.get('/me', {
      cookies: { header: forged.replaceAll('__Host-', '') },
      ...HERE,
    })
    t.strictSame(plain.setCookies(), [], 'a cookie without the prefix is none of this server')

    for (const answer of [first, signedIn, signedOut, refused]) {
      t.match(answer.header('strict-transport-security'), /^max-age=\d{7,}/, 'HSTS')
    }
    for (const [origin, status] of [
      ['https://example.test', 204],
      ['http://example.test', 403],
    ] as const) {
      const headers = { Host: 'example.test', Origin: origin }
      t.equal((await visitor.post('/logout', { headers })).status, status, `Origin: ${origin}`)
    }
    const own = await visitor.get('/about')
    t.equal(own.status, 421, "the machine's own name is no name of this server any more")
    t.equal(own.member('code'), 'misdirected-request')
    t.equal((await visitor.get('/health/live')).status, 200, 'but a probe may use it')
  })
}

t.test('without HTTPS there is no HSTS, no prefix and no Secure', async (t) => {
  const server = await startServer(t, 'jwt')
  const answer = await new Visitor({ origin: new URL(server.url) }).get('/')
  t.equal(answer.header('strict-transport-security'), undefined)
  const [cookie] = answer.setCookies()
  t.equal(cookie?.name, 'remember-jwt')
  t.notOk(cookie?.attributes.some(([name]) => name === 'secure'))
})

function setAsDeclared(t: Test, cookies: string[], answer: Exchange): void {
  named(t, cookies, answer)
  for (const cookie of answer.setCookies()) {
    attributesHold(t, cookie)
    t.notOk(isClearing(cookie), 'is set')
  }
}

function clearedAsDeclared(t: Test, cookies: string[], answer: Exchange): void {
  named(t, cookies, answer)
  for (const cookie of answer.setCookies()) {
    attributesHold(t, cookie)
    t.ok(isClearing(cookie), 'is cleared')
  }
}

function named(t: Test, cookies: string[], answer: Exchange): void {
  const names = answer.setCookies().map(({ name }) => name)
  t.strictSame(names, cookies, `cookies of ${answer.name}`)
}

/** What says when a cookie ends is what differs between one that is set and one that is cleared. */
function attributesHold(t: Test, { line, attributes }: SetCookie): void {
  const lasting = attributes.filter(([name]) => name !== 'expires' && name !== 'max-age')
  t.strictSame(
    new Map(lasting.map(([name, value]) => [name, value.toLowerCase()])),
    new Map([
      ['path', '/'],
      ['httponly', ''],
      ['secure', ''],
      ['samesite', 'lax'],
    ]),
    line.slice(0, 40),
  )
  t.equal(lasting.length, 4, 'each once')
}
