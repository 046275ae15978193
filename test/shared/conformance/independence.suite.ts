/** A case's verdict depends on the server alone: not on other cases, their order, or other runs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { judge } from '../../../apps/conformance/command.ts'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import { type ConformanceCase, groupOf } from '../../../shared/conformance/case.ts'
import type { Report, ResultRecord } from '../../../shared/conformance/reports/record.ts'
import { type CaseResult, runCases } from '../../../shared/conformance/run/runner.ts'
import { findTarget } from '../../../shared/conformance/run/target.ts'
import { turnsFor } from '../../../shared/conformance/run/turns.ts'
import { NODE } from '../../../shared/processes/node.ts'
import { type RunningServer, startServer } from '../../../shared/processes/start-server.ts'
import type { Credentials } from '../../../shared/visitor/visitor.ts'
import { chance, shuffled } from '../../support/chance.ts'
import { runProgram } from '../../support/program.ts'
import { run } from '../../support/run.ts'

const PASSWORD = 'correct-horse-battery'
/** Low where the cases count up to them, high where all runs together do. */
const LIMITS = {
  SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '5',
  SIGN_IN_FAILURES_ADDRESS: '30',
  SIGN_IN_FAILURES_ACCOUNT: '1000',
}
/** One in so many is tried alone; all of them take minutes. */
const ALONE_EVERY = 23

type Users = readonly [first: Credentials, second: Credentials]
type Verdicts = Record<string, string>

/** Users of their own: other tests on this machine have the demo users changed at times. */
async function usersOf(
  { dataDirectory }: RunningServer,
  ...names: [string, string]
): Promise<Users> {
  for (const name of names) {
    const input = { args: ['add', name], input: `${PASSWORD}\n` }
    await runProgram('users', { DATA_DIR: dataDirectory }, input)
  }
  const [first, second] = names.map((username) => ({ username, password: PASSWORD }))
  return [first, second] as [Credentials, Credentials]
}

function verdictsOf(results: readonly CaseResult[]): Verdicts {
  return told(results.map((result) => ({ ...result, id: result.case.id })))
}

function told(results: readonly Pick<ResultRecord, 'id' | 'verdict' | 'reason'>[]): Verdicts {
  const pairs = results.map(({ id, verdict, reason }) => [id, `${verdict} ${reason}`] as const)
  return Object.fromEntries(pairs.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** The command as a process, with the cases in their order. */
async function verdictsOfCommand(t: Test, url: string, users: Users): Promise<Verdicts> {
  const file = join(t.testdir(), 'report.json')
  const named = users.flatMap(({ username, password }) => ['--user', `${username}:${password}`])
  const [command, ...node] = NODE
  const args = ['dist/apps/conformance/command.js', url, ...named, '--json', file]
  await run(command, [...node, ...args])
  const { servers } = JSON.parse(readFileSync(file, 'utf8')) as Report
  return told(servers[0]?.results ?? [])
}

t.test('two runs at once, one of them in another order, and cases alone', async (t) => {
  const server = await startServer(t, 'server-session', LIMITS)
  const users = await usersOf(server, 'ines', 'jo')
  const target = await findTarget(server.url, users)
  const [inOrder, inDisorder] = await Promise.all([
    verdictsOfCommand(t, server.url, users),
    runCases(target, shuffled(allCases, chance(1))),
  ])
  t.strictSame(verdictsOf(inDisorder), inOrder)
  t.equal(Object.keys(inOrder).length, allCases.length)
  for (const each of allCases.filter((_, index) => index % ALONE_EVERY === 0)) {
    const { [each.id]: verdict } = verdictsOf(await runCases(target, [each]))
    t.equal(verdict, inOrder[each.id], `${each.id} alone`)
  }
})

const GROUPS = ['about', 'me', 'capabilities', 'bearer', 'jwks', 'enumeration']

t.test('servers in either order', async (t) => {
  const servers = await Promise.all([startServer(t, 'jwt'), startServer(t, 'cookie-session')])
  const cases = allCases.filter((each) => GROUPS.includes(groupOf(each)))
  const there = await together(cases, servers)
  const back = await together(cases, servers.toReversed())
  t.strictSame(back, there)
  t.notSame(there[servers[0].url], there[servers[1].url], 'the two differ in what they can')
})

async function together(cases: readonly ConformanceCase[], servers: readonly RunningServer[]) {
  const turns = turnsFor(servers.length)
  const judged = servers.map(async (server): Promise<[string, Verdicts]> => {
    const users = await usersOf(server, 'kim', `lee-${server.url.slice(-5)}`)
    const find = (url: string) => findTarget(url, users)
    const outcome = await judge(server.url, { cases, find }, cases, { turns })
    return [server.url, verdictsOf(outcome.judged?.results ?? [])]
  })
  return Object.fromEntries(await Promise.all(judged))
}
