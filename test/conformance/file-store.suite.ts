import { join } from 'node:path'
import t from 'tap'
import { temporaryDirectory } from '../support/server.ts'
import { judge } from './judge.ts'
import { NEEDS_MORE_THAN_A_URL } from './unjudged.ts'

t.test('server-session on the file store holds the contract', async (t) => {
  const directory = temporaryDirectory(t)
  const environment = (name: string) => ({ STORE: `file:${join(directory, name)}` })
  await judge(t, 'server-session', environment, NEEDS_MORE_THAN_A_URL)
})
