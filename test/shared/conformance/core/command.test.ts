import t from 'tap'
import { readArguments } from '../../../../apps/conformance/arguments.ts'
import { profileOf } from '../../../../apps/conformance/profile.ts'
import { coreCases } from '../../../../shared/conformance/core/core-cases.ts'
import { findCoreTarget } from '../../../../shared/conformance/core/judge-core.ts'
import { readMap } from '../../../../shared/conformance/core/read-map.ts'
import { UsageError } from '../../../../shared/terminal/usage-error.ts'
import { startProgram } from '../../../apps/examples/program.ts'

const example = 'apps/examples/express-session'

t.test('the core profile and its map go together', async (t) => {
  t.throws(() => readArguments(['http://x', '--profile', 'core']), UsageError)
  t.throws(() => readArguments(['http://x', '--map', 'x.json']), UsageError)
  t.throws(() => readArguments(['http://x', '--profile', 'other']), UsageError)
})

t.test('--list needs no map', async (t) => {
  const { cases } = profileOf(readArguments(['--list', '--profile', 'core']))
  t.equal(cases.length, coreCases.length)
  t.equal(new Set(cases.map(({ id }) => id)).size, cases.length, 'no id twice')
  for (const { id } of cases) t.match(id, /^core\.[a-z-]+\.[a-z-]+$/)
})

t.test('a map that does not fit is one sentence that names its member', async (t) => {
  const url = await startProgram(t, { file: `${example}/server.mjs` })
  const map = readMap(`${example}/map.json`)
  const { signIn, whoAmI } = map
  const users = [
    { username: 'alice', password: 'wrong' },
    { username: 'bob', password: 'wrong' },
  ]
  const misfits = {
    signIn: { ...map, users },
    cookies: { ...map, cookies: ['other'] },
    'whoAmI.stranger': { ...map, whoAmI: { ...whoAmI, stranger: { status: [401] } } },
    'whoAmI.signedIn': { ...map, whoAmI: { ...whoAmI, signedIn: { text: 'bye {username}' } } },
  }
  for (const [member, misfit] of Object.entries(misfits)) {
    await t.rejects(findCoreTarget(url, misfit), {
      name: 'TargetError',
      message: new RegExp(`^The map's "${member}" does not fit this server: [^.].*\\.$`),
    })
  }
  const elsewhere = { ...map, signIn: { ...signIn, path: '/elsewhere' } }
  await t.rejects(findCoreTarget(url, elsewhere), { message: /"signIn".*answers 404\.$/ })
  await t.rejects(findCoreTarget(url, { ...map, users: undefined } as never), {
    message: 'Two users are needed: "users" in the map, or --user given twice.',
  })
})
