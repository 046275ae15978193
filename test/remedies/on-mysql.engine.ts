/** Tabs that refresh at once, on instances that share a MariaDB. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { startMariaDb } from '../support/engines/mariadb.ts'
import { NODE } from '../support/node.ts'

t.test('refreshing on MariaDB', async (t) => {
  const server = await startMariaDb(t)
  if (server === undefined) return
  const [command, ...node] = NODE
  const path = join(fileURLToPath(new URL('.', import.meta.url)), 'refresh-at-once.suite.js')
  const env = { ...process.env, TEST_MYSQL: server.url }
  await t.spawn(command, [...node, '--enable-source-maps', path], { env }, 'tabs')
})
