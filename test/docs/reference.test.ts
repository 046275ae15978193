import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { source } from '../apps/sources.ts'

const MAX_README_COMMANDS = 8
/** Run by other scripts. */
const INTERNAL = /^(pre.*|build|build:page)$/

t.test('docs/reference/commands.md has every script of package.json', async (t) => {
  const { scripts } = JSON.parse(source('package.json')) as { scripts: Record<string, string> }
  const page = source('docs/reference/commands.md')
  const names = Object.keys(scripts).filter((name) => !INTERNAL.test(name))
  const missing = names.filter((name) => !new RegExp(`\`[^\`]*\\b${name}(?![\\w:-])`).test(page))
  t.strictSame(missing, [])
  const named = [...page.matchAll(/`[^`]*npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name)
  t.strictSame(
    named.filter((name = '') => !(name in scripts)),
    [],
    'and no other',
  )
})

t.test('the README is short, and its links lead somewhere', async (t) => {
  const readme = source('README.md')
  const rows = readme.split('\n').filter((line) => line.startsWith('| `npm'))
  t.ok(rows.length > 0 && rows.length <= MAX_README_COMMANDS, `${rows.length} commands`)
  for (const path of ['README.md', 'docs/reference/commands.md']) {
    const links = [...source(path).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
    for (const [, link = ''] of links)
      t.ok(existsSync(join(dirname(path), link)), `${path}: ${link}`)
  }
})
