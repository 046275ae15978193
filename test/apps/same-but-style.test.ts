import t from 'tap'
import { STYLES, type StyleName } from '../../shared/styles.ts'
import { entries, imports, source, sources } from './sources.ts'

const STYLE_LINES = 50
const IN_ALL = ['cookies', 'attach', 'recall', 'remember', 'renew', 'forget', 'measure']
/** What of shared a style may know: the definition of a style, the state, and small tools. */
const SHARED = [
  'shared/auth-style.ts',
  'shared/visitor-state.ts',
  'shared/accounts/sign-ins.ts',
  'shared/config/cookies.ts',
  'shared/config/keys.ts',
  'shared/config/setting-error.ts',
  'shared/problems/problem.ts',
]
/** What a style stands on: the library that it shows, and what that takes. */
const LIBRARIES: Readonly<Partial<Record<StyleName, string[]>>> = {
  jwt: ['@fastify/cookie', 'jsonwebtoken'],
  'cookie-session': ['cookie-session', 'keygrip'],
  'server-session': ['@fastify/cookie', '@fastify/session'],
}

t.test('the three server.ts are the same', async (t) => {
  const [first, ...others] = STYLES.map((style) => source(`apps/${style}/server.ts`))
  t.match(first, /serve\(about, createStyle\)/)
  for (const other of others) t.equal(other, first)
})

t.test('the three style.ts have their members in the same order', async (t) => {
  const members = (style: string) => {
    const found = source(`apps/${style}/style.ts`).matchAll(/^ {4}(\w+): /gm)
    return [...found].flatMap(([, name = '']) => (IN_ALL.includes(name) ? [name] : []))
  }
  for (const style of STYLES) t.strictSame(members(style), IN_ALL, style)
})

for (const style of STYLES) {
  t.test(`${style}: style.ts is on one screen`, async (t) => {
    const lines = source(`apps/${style}/style.ts`).trimEnd().split('\n')
    t.ok(lines.length <= STYLE_LINES, `${lines.length} lines`)
  })

  t.test(
    `${style}: style.ts stands on its libraries, its folder and the definition of a style`,
    async (t) => {
      const imported = imports(`apps/${style}/style.ts`)
      const own = new RegExp(`^apps/${style}/`)
      const definition = ['shared/auth-style.ts', 'shared/visitor-state.ts']
      const others = imported.filter((name) => !definition.includes(name) && !own.test(name))
      const isPackage = (name: string) => !/^(apps|shared)\//.test(name)
      t.ok(others.every(isPackage), `${others}: packages`)
      const named = LIBRARIES[style] ?? others
      t.strictSame(new Set(others), new Set(named), 'its libraries, all and no other')
    },
  )

  t.test(
    `${style}: its folder has a server, a style, what it says of itself and of its credential, workarounds and stores, no more`,
    async (t) => {
      const known = ['server.ts', 'style.ts', 'about.ts', 'claims.ts', 'workarounds', 'stores']
      known.push('credential.ts', 'entries.ts') // of no use to its server
      t.strictSame(
        entries(`apps/${style}`).filter((name) => !known.includes(name)),
        [],
      )
      for (const file of ['server.ts', 'style.ts', 'about.ts'])
        t.ok(entries(`apps/${style}`).includes(file))
    },
  )

  t.test(`${style}: nothing in its folder imports another app`, async (t) => {
    for (const file of sources(`apps/${style}`)) {
      for (const name of imports(file)) {
        t.ok(!name.startsWith('apps/') || name.startsWith(`apps/${style}/`), `${file}: ${name}`)
      }
    }
  })

  t.test(
    `${style}: of shared code its workarounds and stores see little, and stores backends/`,
    async (t) => {
      const folders = entries(`apps/${style}`).filter((name) => !name.endsWith('.ts'))
      for (const file of folders.flatMap((folder) => sources(`apps/${style}/${folder}`))) {
        for (const name of imports(file).filter((name) => name.startsWith('shared/'))) {
          const isBackend = file.includes('/stores/') && name.startsWith('shared/backends/')
          t.ok(SHARED.includes(name) || isBackend, `${file}: ${name}`)
        }
      }
    },
  )
}

t.test(
  'each workaround names the address where upstream speaks of what it works around',
  async (t) => {
    const having = STYLES.filter((style) => entries(`apps/${style}`).includes('workarounds'))
    const workarounds = having.flatMap((style) => sources(`apps/${style}/workarounds`))
    t.ok(workarounds.length >= 7, 'the files were found')
    for (const file of workarounds) t.match(source(file), /@see https:\/\/[\w.-]+\/\S+\/\S+/, file)
  },
)

t.test('the reader of imports sees every way of importing', async (t) => {
  t.ok(imports('shared/accounts/password-rules.ts').includes('@zxcvbn-ts/language-common'))
  t.ok(imports('apps/jwt/style.ts').includes('apps/jwt/workarounds/strict-token.ts'))
  t.ok(imports('shared/auth-style.ts').includes('shared/config/cookies.ts'), 'types too')
})
