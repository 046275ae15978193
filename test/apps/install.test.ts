/** `npm ci`, as a person runs it after cloning: it says nothing that looks wrong, with development packages or without. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { run } from '../support/run.ts'
import { source } from './sources.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

interface Manifest {
  scripts: Record<string, string>
  allowScripts: Record<string, boolean>
}

interface Lockfile {
  packages: Record<string, { hasInstallScript?: boolean; resolved?: string }>
}

const manifest = JSON.parse(source('package.json')) as Manifest
const lockfile = JSON.parse(source('package-lock.json')) as Lockfile

for (const environment of [[], ['NODE_ENV=production']]) {
  t.test(`${environment} npm ci warns of nothing and runs nothing`, async (t) => {
    // Only the files that npm reads, so that a script which needs a package finds none.
    const folder = t.testdir()
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
      copyFileSync(join(ROOT, file), join(folder, file))
    }
    const npm = ['npm', '--prefix', folder, 'ci', '--dry-run', '--offline']
    const clean = ['-i', `PATH=${process.env.PATH}`, `HOME=${folder}`, ...environment]
    const { status, stdout, stderr } = await run('env', [...clean, ...npm])
    t.equal(status, 0, 'it succeeds')
    t.equal(stderr, '')
    t.match(stdout, /^add fastify /m, 'it looked at the packages')
    t.notMatch(stdout, /^> /m, 'no script was run')
  })
}

t.test('every package with an install script has an answer in allowScripts', async (t) => {
  const packages = Object.entries(lockfile.packages)
  const names = packages.flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.replace(/^.*node_modules\//, '')] : [],
  )
  t.strictSame(Object.keys(manifest.allowScripts).sort(), [...new Set(names)].sort())
})

t.test('the lockfile names no registry', async (t) => {
  const named = Object.entries(lockfile.packages).filter(([, { resolved }]) => resolved)
  t.strictSame(named, [])
})
