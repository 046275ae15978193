import t from 'tap'
import { makeDatabase, startMariaDb } from '../../../../shared/processes/backends/mariadb.ts'
import { judge } from '../judge.ts'
import { NEEDS_MORE_THAN_A_URL } from '../unjudged.ts'
import { frozen } from './frozen.ts'

t.test('server-session with sessions and accounts on MariaDB holds the contract', async (t) => {
  const server = await startMariaDb(t)
  if (server === undefined) return
  const databases = {
    usual: await makeDatabase(server.url),
    short: await makeDatabase(server.url),
    window: await makeDatabase(server.url),
  }
  const environment = (name: string) => {
    const url = server.url + databases[name as keyof typeof databases]
    return { STORE: url, ACCOUNTS_URL: url }
  }
  const store = frozen([server.process])
  await judge(t, 'server-session', environment, NEEDS_MORE_THAN_A_URL, undefined, { store })
})
