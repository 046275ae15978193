import { readdirSync } from 'node:fs'
import t from 'tap'
import { checkMap, MapError, readMap } from '../../../../shared/conformance/core/read-map.ts'

const GOOD = {
  signIn: {
    path: '/login',
    form: { name: '{username}', word: '{password}' },
    success: { status: [302] },
  },
  whoAmI: { path: '/me', signedIn: { text: 'hello, {username}' }, stranger: { status: [401] } },
  signOut: { path: '/logout' },
  cookies: ['sid'],
}

t.test('a map is taken', async (t) => {
  t.strictSame(checkMap(GOOD), GOOD)
})

const FAULTS: Record<string, [change: object, sentence: string]> = {
  'no map at all': [{ signIn: undefined }, 'the member "signIn" is missing.'],
  'an unknown member': [{ sign_in: {} }, '"sign_in" is no member of the map.'],
  'an unknown member within': [
    { signOut: { path: '/logout', verb: 'GET' } },
    'in "signOut" "verb" is no member of the map.',
  ],
  'a missing member within': [{ signOut: {} }, 'in "signOut" the member "path" is missing.'],
  'a wrong type': [{ cookies: 'sid' }, '"cookies" must be array.'],
  'a path without a slash': [
    { signOut: { path: 'logout' } },
    '"signOut.path" must match pattern "^/".',
  ],
  'two bodies': [
    { signOut: { path: '/logout', form: {}, json: {} } },
    '"signOut" has both "form" and "json": give one of the two.',
  ],
  'no password': [
    { signIn: { ...GOOD.signIn, form: { name: '{username}' } } },
    '"signIn" holds no {password}.',
  ],
  'neither text nor pointer': [
    { whoAmI: { ...GOOD.whoAmI, signedIn: {} } },
    '"whoAmI.signedIn" takes "text" or "pointer", one of the two.',
  ],
  'a text that names nobody': [
    { whoAmI: { ...GOOD.whoAmI, signedIn: { text: 'hello' } } },
    '"whoAmI.signedIn.text" holds no {username}.',
  ],
  'a token from nowhere': [
    { csrf: { path: '/', form: '_csrf' } },
    '"csrf" takes one of "pattern", "pointer" and "cookie": where the token comes from.',
  ],
  'a token for nothing': [
    { csrf: { path: '/', cookie: 'x' } },
    '"csrf" takes one of "form", "member" and "header": where the token goes.',
  ],
  'one user': [
    { users: [{ username: 'a', password: 'b' }] },
    '"users" must not have fewer than 2 items.',
  ],
}

for (const [name, [change, sentence]] of Object.entries(FAULTS)) {
  t.test(`${name} is told in one sentence`, async (t) => {
    t.throws(() => checkMap(JSON.parse(JSON.stringify({ ...GOOD, ...change }))), {
      name: 'MapError',
      message: sentence,
    })
  })
}

t.test('a file that is none, or no JSON, is told too', async (t) => {
  t.throws(() => readMap('no/such/file.json'), MapError)
  t.throws(() => readMap('README.md'), { message: /^The map README\.md is no JSON: / })
})

t.test('every map of the examples is one', async (t) => {
  const files = readdirSync('apps/examples', {
    recursive: true,
    encoding: 'utf8',
  })
  const maps = files.filter((file) => /map\.json$/.test(file))
  t.ok(maps.length >= 7)
  for (const map of maps) t.ok(readMap(`apps/examples/${map}`), map)
})
