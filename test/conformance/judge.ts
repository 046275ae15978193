/** Runs the conformance suite against a server of this project, each case as a test of its own. */
import type { Test } from 'tap'
import { allCases } from '../../shared/conformance/all-cases.ts'
import type { Brought } from '../../shared/conformance/brought/brought.ts'
import type { ConformanceCase } from '../../shared/conformance/case.ts'
import { runCases } from '../../shared/conformance/runner.ts'
import { findTarget } from '../../shared/conformance/target.ts'
import { type StyleName, startServer } from '../support/server.ts'
import { ALLOWED_ORIGIN, broughtFor, SECRETS } from './brought.ts'
import { DEMO } from './demo-users.ts'

/** Lower than usual: what is beyond a limit is the same, and each failure costs a hash of 25 ms. */
const LIMITS = {
  BEARER_ORIGINS: ALLOWED_ORIGIN,
  SECRETS,
  SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '5',
  SIGN_IN_FAILURES_ADDRESS: '30',
}
/** Short enough to wait for the end of a sign-in, low enough for a crowd to reach. */
const SHORT = { IDLE_SECONDS: '2', ABSOLUTE_SECONDS: '5', SIGN_IN_FAILURES_ACCOUNT: '40' }

/**
 * Judges a server twice: with its usual settings, and with short times and low limits the cases that need those.
 * @param unjudged ids of the cases that no run of this test can judge, each with the reason: a case
 *   that is not judged and not named here fails
 * @param cases all of them, unless a server differs from one that is judged anyway in few things
 * @param more brought beside what every server of this project brings
 */
export async function judge(
  t: Test,
  style: StyleName,
  environment: (name: string) => NodeJS.ProcessEnv,
  unjudged: Record<string, string>,
  cases = allCases,
  more: Partial<Brought> = {},
): Promise<void> {
  const left = await run(t, style, environment('usual'), cases, more)
  const still = await run(t, style, { ...environment('short'), ...SHORT }, left, more)
  const unnamed = still.map(({ id }) => id).filter((id) => !(id in unjudged))
  t.strictSame(unnamed, [], 'every case is judged but those that this test names')
}

/** @returns the cases that were not judged */
async function run(
  t: Test,
  style: StyleName,
  environment: NodeJS.ProcessEnv,
  cases: readonly ConformanceCase[],
  more: Partial<Brought>,
): Promise<ConformanceCase[]> {
  const settings = { ...LIMITS, ...environment }
  const server = await startServer(t, style, settings)
  const brought = { ...(await broughtFor(style, server, settings)), ...more }
  const target = await findTarget(server.url, [...DEMO], brought)
  const results = await runCases(target, cases, { accounts: server.url })
  const kinds = { pass: 0, 'not-applicable': 0, 'not-judged': 0, fail: 0, error: 0 }
  for (const { case: each, verdict, reason, failure } of results) {
    kinds[verdict] += 1
    if (verdict === 'not-judged') continue
    const name = `${each.id} [${style}] ${each.requirement}`
    if (verdict === 'not-applicable') t.comment(`not applicable: ${name} (${reason})`)
    else t.equal(verdict, 'pass', name, { reason, ...failure })
  }
  t.comment(`${style} at ${JSON.stringify(environment)}: ${JSON.stringify(kinds)}`)
  await server.stop()
  return results.filter(({ verdict }) => verdict === 'not-judged').map((result) => result.case)
}
