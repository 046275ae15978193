import { createHmac, randomBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'
import t from 'tap'
import { injectApp } from '../../../../apps/inject-app.ts'
import { refuseWhatVerifyLetsPass } from '../../../../apps/jwt/workarounds/strict-token.ts'
import { tokenKey } from '../../../../shared/config/keys.ts'

const TYP = 'visitor+jwt'
const SERVICE = 'urn:three-ways-to-remember:jwt'
const now = Math.floor(Date.now() / 1000)
const SOUND_HEADER = { alg: 'HS256', typ: TYP }
const STYLES = {
  sub: 'alice',
  role: 'member',
  sid: 'made-by-the-test',
  auth_time: now,
  visits: 1,
  notes: [],
  iat: now,
  exp: now + 600,
  iss: SERVICE,
  aud: SERVICE,
}

/** Signed by hand, because the library would not make some of these. */
function signed(header: object, payload: object | string, key: Parameters<typeof createHmac>[1]) {
  const json = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const parts = [JSON.stringify(header), json]
  const text = parts.map((part) => Buffer.from(part).toString('base64url')).join('.')
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}

/** What is wrong with each, a header, a payload, and the repair's words for it. */
const WRONG: [what: string, header: object, payload: object | string, refusal: RegExp][] = [
  ['without an end', SOUND_HEADER, { ...STYLES, exp: undefined }, /without an end/],
  [
    'that ends when numbers do', // JSON's 1e999 is Infinity once it is parsed
    SOUND_HEADER,
    JSON.stringify(STYLES).replace(/"exp":\d+/, '"exp":1e999'),
    /without an end/,
  ],
  ['of another type', { ...SOUND_HEADER, typ: 'JWT' }, STYLES, /another type/],
  ['of no type', { alg: 'HS256' }, STYLES, /another type/],
  ['with crit', { ...SOUND_HEADER, crit: ['b64'], b64: true }, STYLES, /critical extensions/],
  ['from the future', SOUND_HEADER, { ...STYLES, iat: now + 60 }, /from the future/],
  ['that does not say when it was made', SOUND_HEADER, { ...STYLES, iat: undefined }, /future/],
  ['whose payload is a string', SOUND_HEADER, 'just words', /without claims/],
]

const key = randomBytes(32)
const verify = (token: string) => jwt.verify(token, key, { algorithms: ['HS256'], complete: true })

for (const [what, header, payload, refusal] of WRONG) {
  t.test(`a token ${what}`, async (t) => {
    const token = signed(header, payload, key)
    t.doesNotThrow(() => verify(token), 'control: jsonwebtoken lets it pass')
    t.throws(() => refuseWhatVerifyLetsPass(verify(token), TYP), { message: refusal }, 'is refused')
  })
}

t.test('a sound token passes, and gives its claims', async (t) => {
  const claims = refuseWhatVerifyLetsPass(verify(signed(SOUND_HEADER, STYLES, key)), TYP)
  t.match(claims, { sub: 'alice', sid: 'made-by-the-test', visits: 1, exp: STYLES.exp })
})

t.test('clocks of instances may differ by a few seconds', async (t) => {
  const ahead = signed(SOUND_HEADER, { ...STYLES, iat: Math.floor(Date.now() / 1000) + 4 }, key)
  t.doesNotThrow(() => refuseWhatVerifyLetsPass(verify(ahead), TYP))
})

t.test('to the server none of them is a credential, though its own key signed them', async (t) => {
  const { app, config } = await injectApp(t, 'jwt')
  const { kid, signing } = tokenKey(config.secrets[0] ?? '', 'jwt', 'HS256')
  const me = async (header: object, payload: object | string) => {
    const authorization = `Bearer ${signed({ ...header, kid }, payload, signing)}`
    return (await app.inject({ url: '/me', headers: { authorization } })).statusCode
  }
  t.equal(await me(SOUND_HEADER, STYLES), 200, 'a sound one, signed the same way, is')
  for (const [what, header, payload] of WRONG) t.equal(await me(header, payload), 401, what)
})
