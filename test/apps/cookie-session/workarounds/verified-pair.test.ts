import cookieSession from 'cookie-session'
import Fastify, { type FastifyRequest } from 'fastify'
import Keygrip from 'keygrip'
import t, { type Test } from 'tap'
import {
  attachMiddleware,
  sessionOf,
} from '../../../../apps/cookie-session/workarounds/under-fastify.ts'
import { onlyVerifiedPair } from '../../../../apps/cookie-session/workarounds/verified-pair.ts'
import { setCookieLines } from '../../../../apps/inject-app.ts'
import { cookieValues } from '../../../../shared/config/cookies.ts'

const keys = new Keygrip(['key'], 'sha256')
const state = Buffer.from(JSON.stringify({ user: 'alice' })).toString('base64')
const signature = keys.sign(`s=${state}`)
const GOOD = `s=${state}; s.sig=${signature}`
const FORGED = `s=${Buffer.from('{"user":"bob"}').toString('base64')}; s.sig=${signature}`

/** Answers a request with what is in its session. @returns also how often a signature was checked */
async function ask(t: Test, repaired: boolean, cookie?: string) {
  let checks = 0
  const app = Fastify()
  t.teardown(() => app.close())
  const counting = {
    verify(data: string, digest: string) {
      checks += 1
      return keys.verify(data, digest)
    },
  }
  app.addHook('onRequest', async (request) => {
    request.cookieValues = cookieValues(request.headers.cookie)
  })
  const middleware = cookieSession({ name: 's', keys, sameSite: 'lax' })
  const bare = ({ headers }: FastifyRequest) => headers.cookie
  attachMiddleware(app, middleware, false, repaired ? onlyVerifiedPair('s', counting) : bare)
  app.get('/', async (request) => sessionOf(request).session)
  const answer = await app.inject({ url: '/', headers: cookie === undefined ? {} : { cookie } })
  return { session: answer.json(), lines: setCookieLines(answer), checks }
}

const planted = (many: number) =>
  Array.from({ length: many }, (_, i) => `s=planted${i}; s.sig=planted${i}; `).join('')

t.test('control: for a tampered cookie the library clears .sig without attributes', async (t) => {
  const { session, lines } = await ask(t, false, FORGED)
  t.strictSame(session, {})
  t.strictSame(lines, ['s.sig=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT; httponly'])
})

t.test(
  'control: a planted cookie in front hides the good one, and signs its owner out',
  async (t) => {
    const { session, lines } = await ask(t, false, `s=planted; ${GOOD}`)
    t.strictSame(session, {})
    t.equal(lines.length, 1, 'the good signature is cleared')
  },
)

t.test('a tampered cookie is as good as none, and nothing is set or cleared', async (t) => {
  t.strictSame(await ask(t, true, FORGED), { session: {}, lines: [], checks: 1 })
  t.strictSame(await ask(t, true, `s=${state}`), { session: {}, lines: [], checks: 0 })
  t.strictSame(await ask(t, true, `s.sig=${signature}`), { session: {}, lines: [], checks: 0 })
  t.strictSame(await ask(t, true), { session: {}, lines: [], checks: 0 })
})

t.test('the first pair that verifies counts, wherever each half of it stands', async (t) => {
  for (const cookie of [
    GOOD,
    `s=planted; ${GOOD}`,
    `s.sig=planted; ${GOOD}`,
    `s=planted; s.sig=planted; ${GOOD}`,
    `${GOOD}; s=planted; s.sig=planted`,
    `s.sig=${signature}; s=planted; other=1; s=${state}`,
  ]) {
    const { session, lines } = await ask(t, true, cookie)
    t.strictSame({ session, lines }, { session: { user: 'alice' }, lines: [] }, cookie)
  }
})

t.test('halves of two pairs make no third', async (t) => {
  const other = Buffer.from('{"user":"bob"}').toString('base64')
  const { session } = await ask(t, true, `s=${other}; s.sig=${signature}`)
  t.strictSame(session, {})
})

t.test(
  'a header full of cookies costs 64 checks at most, and eight of a name are tried',
  async (t) => {
    const full = await ask(t, true, planted(200))
    t.equal(full.checks, 64)
    t.strictSame((await ask(t, true, planted(7) + GOOD)).session, { user: 'alice' }, 'the eighth')
    t.strictSame((await ask(t, true, planted(8) + GOOD)).session, {}, 'not the ninth')
  },
)
