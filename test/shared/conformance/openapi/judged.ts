/** The cases about OpenAPI, run against a server of this project that is altered on the way. */
import type { Test } from 'tap'
import { DEMO } from '../../../../apps/conformance/demo-users.ts'
import { type Alteration, alteredServer } from '../../../../apps/faults/openapi/altered-server.ts'
import { allCases } from '../../../../shared/conformance/all-cases.ts'
import { groupOf } from '../../../../shared/conformance/case.ts'
import { type CaseResult, runCases } from '../../../../shared/conformance/run/runner.ts'
import { findTarget } from '../../../../shared/conformance/run/target.ts'
import { startServer } from '../../../../shared/processes/start-server.ts'
import type { StyleName } from '../../../../shared/styles.ts'

export const OPENAPI_CASES = allCases.filter((each) => groupOf(each) === 'openapi')

/** Behind a proxy all visitors of all runs have one address: their failures add up. */
const MANY_FAILURES = {
  SIGN_IN_FAILURES_ACCOUNT_AND_ADDRESS: '1000',
  SIGN_IN_FAILURES_ADDRESS: '10000',
  SIGN_IN_FAILURES_ACCOUNT: '100000',
}

export async function serverToAlter(t: Test, style: StyleName) {
  const { url } = await startServer(t, style, MANY_FAILURES)
  return {
    async judged(t: Test, alteration: Alteration): Promise<CaseResult[]> {
      const altered = await alteredServer(t, url, alteration)
      return runCases(await findTarget(altered, [...DEMO]), OPENAPI_CASES, { accounts: url })
    },
  }
}
