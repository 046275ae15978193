import t from 'tap'
import { STYLES, type StyleName } from '../../shared/styles.ts'
import { entries, imports, source, sources } from './sources.ts'

const STYLE_LINES = 80
/** What each style stands on: the library that it shows, and what that takes. A new one is named here. */
const LIBRARIES: Record<StyleName, string[]> = {
  jwt: ['@fastify/cookie', 'jsonwebtoken', 'node:crypto'],
  'cookie-session': ['cookie-session', 'keygrip'],
  'server-session': ['@fastify/cookie', '@fastify/session'],
}
t.test('the three server.ts are the same but for name and port', async (t) => {
  const texts = STYLES.map((style) =>
    source(`apps/${style}/server.ts`)
      .replace(`name: '${style}'`, "name: 'STYLE'")
      .replace(/port: 300[123]\b/, 'port: PORT'),
  )
  t.match(texts[0], /name: 'STYLE', port: PORT/)
  for (const text of texts) t.equal(text, texts[0])
  const ports = STYLES.map((style) => /port: (\d+)/.exec(source(`apps/${style}/server.ts`))?.[1])
  t.strictSame(ports, ['3001', '3002', '3003'])
})

for (const style of STYLES) {
  t.test(`${style}: style.ts is on one screen`, async (t) => {
    const lines = source(`apps/${style}/style.ts`).trimEnd().split('\n')
    t.ok(lines.length <= STYLE_LINES, `${lines.length} lines`)
  })

  t.test(`${style}: style.ts stands on its libraries and on auth-style.ts alone`, async (t) => {
    const imported = imports(`apps/${style}/style.ts`)
    t.ok(imported.includes('shared/auth-style.ts'))
    const own = new RegExp(`^apps/${style}/(workarounds|stores)/[a-z-]+\\.ts$`)
    const others = imported.filter((name) => name !== 'shared/auth-style.ts' && !own.test(name))
    t.strictSame(new Set(others), new Set(LIBRARIES[style]), 'its libraries, all and no other')
  })

  t.test(
    `${style}: its folder has a server, a style, workarounds and stores, no more`,
    async (t) => {
      const known = ['server.ts', 'style.ts', 'workarounds', 'stores']
      t.strictSame(
        entries(`apps/${style}`).filter((name) => !known.includes(name)),
        [],
      )
      for (const file of ['server.ts', 'style.ts']) t.ok(entries(`apps/${style}`).includes(file))
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
    `${style}: of shared code its workarounds and stores see auth-style.ts, and stores backends/`,
    async (t) => {
      const folders = entries(`apps/${style}`).filter((name) => !name.endsWith('.ts'))
      for (const file of folders.flatMap((folder) => sources(`apps/${style}/${folder}`))) {
        for (const name of imports(file).filter((name) => name.startsWith('shared/'))) {
          const isBackend = file.includes('/stores/') && name.startsWith('shared/backends/')
          t.ok(name === 'shared/auth-style.ts' || isBackend, `${file}: ${name}`)
        }
      }
    },
  )
}

t.test(
  'each workaround names the address where upstream speaks of what it works around',
  async (t) => {
    const workarounds = STYLES.flatMap((style) => sources(`apps/${style}/workarounds`))
    t.ok(workarounds.length >= 7, 'the files were found')
    for (const file of workarounds) t.match(source(file), /@see https:\/\/[\w.-]+\/\S+\/\S+/, file)
  },
)

t.test('the reader of imports sees every way of importing', async (t) => {
  t.ok(imports('shared/accounts/password-rules.ts').includes('@zxcvbn-ts/language-common'))
  t.ok(imports('apps/jwt/style.ts').includes('apps/jwt/workarounds/strict-token.ts'))
  t.ok(imports('shared/auth-style.ts').includes('shared/config/cookies.ts'), 're-exports too')
})
