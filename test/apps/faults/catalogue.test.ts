/** The catalogue as data: what can be said of it without starting a server. `npm run faults` runs it. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import t from 'tap'
import { allFaults } from '../../../apps/faults/catalogue/all.ts'
import { controls } from '../../../apps/faults/controls.ts'
import { describeFault } from '../../../apps/faults/describe.ts'
import { patched, patchedSources } from '../../../apps/faults/patched.ts'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import { groupOf } from '../../../shared/conformance/case.ts'
import { GROUPS } from '../../../shared/conformance/groups.ts'

const ROOT = new URL('../../../../', import.meta.url)

t.test('each fault is one of a kind, and names a case that exists', async (t) => {
  const ids = [...controls, ...allFaults].map(({ id }) => id)
  t.equal(new Set(ids).size, ids.length, 'ids are unique')
  const known = new Set(allCases.flatMap((each) => [each.id, groupOf(each)]))
  for (const { id, caughtBy, alsoRed = [] } of allFaults) {
    t.match(id, /^[a-z-]+\.[a-z0-9-]+$/)
    const names = alsoRed === 'any' ? [] : alsoRed
    for (const name of [caughtBy, ...names]) t.ok(known.has(name), `${id}: ${name}`)
  }
})

t.test('a folder is a group of the suite, and the group of its ids', async (t) => {
  const folder = new URL('apps/faults/catalogue/', ROOT)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => /\/.*\.ts$/.test(name))) {
    const group = dirname(file)
    t.ok(group in GROUPS, `${group} is a group of the suite`)
    const source = readFileSync(new URL(file, folder), 'utf8')
    for (const [, id = ''] of source.matchAll(/^ {4}id: '(.+)',$/gm))
      t.equal(groupOf({ id }), group, `${file}: ${id}`)
  }
})

t.test('each patch fits the source as it is', async (t) => {
  for (const { id, patches } of allFaults) {
    t.ok(patches.length > 0, `${id} changes something`)
    for (const file of new Set(patches.map((patch) => patch.file))) {
      const source = readFileSync(new URL(file, ROOT), 'utf8')
      const mine = patches.filter((patch) => patch.file === file)
      t.not(patched(source, mine), source, `${id}: ${file}`)
    }
  }
})

t.test('a text that is not there exactly once is told, not passed over', async (t) => {
  const patch = { file: 'a.ts', find: 'two', put: 'three' }
  t.throws(() => patched('one', [patch]), /a\.ts has this 0 times/)
  t.throws(() => patched('two two', [patch]), /a\.ts has this 2 times/)
})

t.test('each file that only guards has a fault that takes it out', async (t) => {
  const folders = [
    'apps/jwt/workarounds',
    'apps/cookie-session/workarounds',
    'apps/server-session/workarounds',
    'shared/protection',
  ]
  const files = folders.flatMap((folder) => {
    return readdirSync(new URL(`${folder}/`, ROOT)).map((name) => `${folder}/${name}`)
  })
  const patchedFiles = new Set(allFaults.flatMap(({ patches }) => patches.map(({ file }) => file)))
  const safeguards = allFaults.flatMap(({ safeguard }) => safeguard ?? [])
  for (const file of files) {
    // A fault may leave the file and take away the call: then the safeguard has the file's name.
    t.ok(patchedFiles.has(file) || safeguards.includes(basename(file, '.ts')), file)
  }
  t.equal(new Set(safeguards).size, safeguards.length, 'one fault for each safeguard')
})

t.test('there are as many as the gallery promises', async (t) => {
  t.ok(allFaults.length >= 100, `${allFaults.length} faults`)
  const exercises = allFaults.filter(({ exercise }) => exercise !== undefined)
  t.ok(exercises.length >= 12, `${exercises.length} exercises`)
})

t.test('what the patches make is TypeScript', async (t) => {
  for (const { id, patches } of allFaults) {
    await t.resolves(patchedSources(patches), id)
  }
})

t.test('each fault can be described', async (t) => {
  for (const fault of allFaults) {
    const text = describeFault(fault)
    for (const part of [fault.title, fault.attack, fault.vainFix, fault.fix, fault.caughtBy])
      t.ok(text.includes(part), `${fault.id}: ${part}`)
  }
})
