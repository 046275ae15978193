import { join } from 'node:path'
import t from 'tap'
import { allCases } from '../../shared/conformance/all-cases.ts'
import { groupOf } from '../../shared/conformance/case.ts'
import { temporaryDirectory } from '../support/server.ts'
import { judge } from './judge.ts'
import { NEEDS_MORE_THAN_A_URL } from './unjudged.ts'

/** What never reaches a store, and is judged with the memory store: guessing, bad input, documents. */
const WITHOUT_STORE = [
  'throttle',
  'enumeration',
  'input',
  'methods',
  'openapi',
  'jwks',
  'negotiation',
]

t.test('server-session on the file store holds the contract', async (t) => {
  const cases = allCases.filter((each) => !WITHOUT_STORE.includes(groupOf(each)))
  const directory = temporaryDirectory(t)
  const environment = (name: string) => ({ STORE: `file:${join(directory, name)}` })
  await judge(t, 'server-session', environment, NEEDS_MORE_THAN_A_URL, cases)
})
