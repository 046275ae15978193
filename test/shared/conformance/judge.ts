/** Runs the conformance suite against a server, each case as a test of its own. */
import type { Test } from 'tap'
import { DEMO } from '../../../apps/conformance/demo-users.ts'
import { ALLOWED_ORIGIN, broughtFor, SECRETS } from '../../../apps/conformance/own-server.ts'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import type { Brought } from '../../../shared/conformance/brought/brought.ts'
import type { ConformanceCase } from '../../../shared/conformance/case.ts'
import { type CaseResult, runCases } from '../../../shared/conformance/run/runner.ts'
import { findTarget } from '../../../shared/conformance/run/target.ts'
import { startServer } from '../../../shared/processes/start-server.ts'
import type { StyleName } from '../../../shared/styles.ts'
import { Patience } from '../../../shared/visitor/patience.ts'

/** The server hashes passwords at a tenth of the cost. */
const CHEAP_HASHES = ['--import', new URL('../../support/cheap-hashes.js', import.meta.url).href]

/** Lower than usual: what is beyond a limit is the same, and each failure costs a hash of 25 ms. */
const LIMITS = {
  BEARER_ORIGINS: ALLOWED_ORIGIN,
  SECRETS,
  SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '5',
  SIGN_IN_FAILURES_ADDRESS: '30',
}
/** Short enough to wait for the end of a sign-in, low enough for a crowd to reach. */
const SHORT = { IDLE_SECONDS: '2', ABSOLUTE_SECONDS: '5', SIGN_IN_FAILURES_ACCOUNT: '40' }
/** Short enough to wait for the end of a window. */
const WINDOW = { SIGN_IN_WINDOW_SECONDS: '4' }
/** For a machine on which a sign-in of two seconds is over before a case has looked at it. */
const LONGER = { ...SHORT, IDLE_SECONDS: '5', ABSOLUTE_SECONDS: '10' }

/** A server of this project answers; how late it does is up to the machine. */
const SLOW_MACHINE = { startMs: 120_000, answerMs: 120_000, totalMs: 3_600_000 }

type Run = 'usual' | 'short' | 'window' | 'longer'

/** A server as a run finds it, and what its owner brings. */
interface Judged {
  readonly url: string
  readonly brought: Brought
  readonly stop: () => Promise<unknown>
}

/** Starts it for a run, with these settings beside its own. */
export type Start = (t: Test, run: Run, settings: NodeJS.ProcessEnv) => Promise<Judged>

/**
 * Judges a server of this project.
 * @param cases all of them, unless a server differs from one that is judged anyway in few things
 * @param more brought beside what every server of this project brings
 */
export async function judge(
  t: Test,
  style: StyleName,
  environment: (run: string) => NodeJS.ProcessEnv,
  unjudged: Record<string, string>,
  cases = allCases,
  more: Partial<Brought> = {},
): Promise<void> {
  const start: Start = async (t, run, settings) => {
    const all = { ...settings, ...environment(run) }
    const server = await startServer(t, style, all, CHEAP_HASHES)
    const brought = { ...(await broughtFor(style, server, all)), ...more }
    return { url: server.url, brought, stop: () => server.stop() }
  }
  await judgeStarted(t, style, start, unjudged, cases)
}

/**
 * Judges a server with its usual settings, and then the cases that need others: short times and low limits,
 * a short window for failures.
 * @param unjudged ids of the cases that no run of this test can judge, each with the reason: a case
 *   that is not judged and not named here fails
 */
export async function judgeStarted(
  t: Test,
  name: string,
  start: Start,
  unjudged: Record<string, string>,
  cases = allCases,
): Promise<void> {
  const left = await judgeRun(t, name, await start(t, 'usual', LIMITS), cases)
  const later = await judgeRun(t, name, await start(t, 'short', { ...LIMITS, ...SHORT }), left)
  const still = await judgeRun(t, name, await start(t, 'window', { ...LIMITS, ...WINDOW }), later)
  const isNamed = ({ id }: ConformanceCase) => id in unjudged
  const missing = still.filter((each) => !isNamed(each))
  const late =
    missing.length === 0
      ? []
      : await judgeRun(t, name, await start(t, 'longer', { ...LIMITS, ...LONGER }), missing)
  const unnamed = late.map(({ id }) => id)
  t.strictSame(unnamed, [], 'every case is judged but those that this test names')
}

/** @returns the cases that were not judged */
async function judgeRun(
  t: Test,
  name: string,
  { url, brought, stop }: Judged,
  cases: readonly ConformanceCase[],
): Promise<ConformanceCase[]> {
  const target = await findTarget(url, [...DEMO], brought, new Patience(SLOW_MACHINE))
  const results = await runCases(target, cases, { accounts: url })
  tellResults(t, name, results)
  await stop()
  return results.filter(({ verdict }) => verdict === 'not-judged').map((result) => result.case)
}

/** Each case as a test of its own: what was judged has to pass. */
export function tellResults(t: Test, name: string, results: readonly CaseResult[]): void {
  const kinds = { pass: 0, 'not-applicable': 0, 'not-judged': 0, fail: 0, error: 0 }
  for (const { case: each, verdict, reason, failure } of results) {
    kinds[verdict] += 1
    if (verdict === 'not-judged') continue
    const title = `${each.id} [${name}] ${each.requirement}`
    if (verdict === 'not-applicable') t.comment(`not applicable: ${title} (${reason})`)
    else t.equal(verdict, 'pass', title, { reason, ...failure })
  }
  t.comment(`${name}: ${JSON.stringify(kinds)}`)
}
