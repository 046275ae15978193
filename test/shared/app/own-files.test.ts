import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startServer, temporaryDirectory } from '../../../shared/processes/start-server.ts'
import { Visitor } from '../../../shared/visitor/visitor.ts'

process.umask(0o022) // the usual one, which the server inherits: everyone may read what is made

t.test('what a server writes is for its own user alone, in an open folder too', async (t) => {
  const directory = temporaryDirectory(t)
  const states = join(directory, 'states')
  mkdirSync(states)
  for (const folder of [directory, states]) chmodSync(folder, 0o755)
  const settings = { DATA_DIR: directory, STORE: `file:${states}` }
  const server = await startServer(t, 'server-session', settings)
  await new Visitor({ origin: new URL(server.url) }).get('/')

  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, stats: statSync(join(directory, name)) }))
    .filter(({ stats }) => stats.isFile())
  const names = files.map(({ name }) => name)
  t.ok(names.includes('accounts.db'), 'the accounts are there')
  t.ok(
    names.some((name) => name.startsWith('states')),
    'and the state of a visitor',
  )
  for (const { name, stats } of files) {
    t.equal((stats.mode & 0o777).toString(8), '600', name.replace(/[\w-]{20,}/, '…'))
  }
})
