/** The suite through nginx, in front of two instances of each style: whichever answers, one contract. */
import type { Test } from 'tap'
import { DEMO } from '../../../apps/conformance/demo-users.ts'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import { runCases } from '../../../shared/conformance/run/runner.ts'
import { findTarget } from '../../../shared/conformance/run/target.ts'
import { STYLES } from '../../../shared/styles.ts'
import type { ScaledOut } from './start-scaled.ts'

/** Where nginx answers by itself, before any instance sees the request; and what it answers. */
const ANSWERED_BY_NGINX: Record<string, string> = {
  'headers.names-no-software':
    'it adds "Server: nginx" to every answer; taking it away takes another module',
  'limits.headers-too-large': '400 for a head that is too large, where Node answers 431',
  'host.in-the-request-line': 'it sends on the path alone, and the Host header beside it',
}

/** Lower than usual: each failed sign-in costs a hash of 25 ms. */
export const LIMITS = {
  SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '5',
  SIGN_IN_FAILURES_ADDRESS: '30',
}

export async function judgeScaled(t: Test, out: Pick<ScaledOut, 'url'>): Promise<void> {
  for (const style of STYLES) {
    await t.test(`${style}, two instances behind nginx, holds the contract`, async (t) => {
      const target = await findTarget(out.url(style), [...DEMO])
      for (const { case: each, verdict, reason, failure } of await runCases(target, allCases)) {
        if (verdict === 'not-judged' || verdict === 'not-applicable') continue
        const name = `${each.id} [${style}] ${each.requirement}`
        const byNginx = ANSWERED_BY_NGINX[each.id]
        if (byNginx === undefined) t.equal(verdict, 'pass', name, { reason, ...failure })
        else t.equal(verdict, 'fail', `answered by nginx (${byNginx}): ${name}`)
      }
    })
  }
}
