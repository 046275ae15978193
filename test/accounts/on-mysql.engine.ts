/** The tests of the accounts again, on MariaDB. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { startMariaDb } from '../support/engines/mariadb.ts'
import { NODE } from '../support/node.ts'

/** Those that open a database. */
const TESTS = ['refresh-families', 'sign-ins', 'throttle', 'throttle-at-once', 'users']

t.test('the accounts on MariaDB', async (t) => {
  const server = await startMariaDb(t)
  if (server === undefined) return
  const [command, ...node] = NODE
  const directory = fileURLToPath(new URL('.', import.meta.url))
  for (const name of TESTS) {
    const args = [...node, '--enable-source-maps', join(directory, `${name}.test.js`)]
    const env = { ...process.env, TEST_MYSQL: server.url }
    await t.spawn(command, args, { env }, name)
  }
})
