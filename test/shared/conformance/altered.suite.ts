/**
 * The border of the suite, from both sides: what a sound server may do otherwise is found sound, and
 * where a case was made to allow it, the fault that it is there for still goes red.
 */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { DEMO } from '../../../apps/conformance/demo-users.ts'
import { ALLOWED_ORIGIN } from '../../../apps/conformance/own-server.ts'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import type { Brought } from '../../../shared/conformance/brought/brought.ts'
import { control } from '../../../shared/conformance/brought/control.ts'
import { signingKey } from '../../../shared/conformance/brought/signing-key.ts'
import { type ConformanceCase, groupOf } from '../../../shared/conformance/case.ts'
import { runCases } from '../../../shared/conformance/run/runner.ts'
import { findTarget } from '../../../shared/conformance/run/target.ts'
import { temporaryDirectory } from '../../../shared/processes/start-server.ts'
import type { StyleName } from '../../../shared/styles.ts'
import { type Line, startAltered } from './altered/alteration.ts'
import { CHOICES } from './altered/choices.ts'
import { FAULTY } from './altered/faults.ts'
import { tellResults } from './judge.ts'

t.jobs = 3

for (const { what, server, lines, groups } of CHOICES) {
  t.test(`sound: ${what}`, { buffered: true }, async (t) => {
    const cases = allCases.filter((each) => groups.includes(groupOf(each)) && each.level !== 'INFO')
    tellResults(t, server, await judged(t, server, lines, cases))
  })
}

for (const { server, faults } of FAULTY) {
  t.test(`faulty: ${faults.map(({ caughtBy }) => caughtBy)}`, { buffered: true }, async (t) => {
    const ids = faults.map(({ caughtBy }) => caughtBy)
    const cases = allCases.filter(({ id }) => ids.includes(id))
    const lines = faults.flatMap(({ line, also }) => (also === undefined ? [line] : [line, also]))
    const results = await judged(t, server, lines, cases)
    for (const { caughtBy, message, line } of faults) {
      const found = results.find(({ case: { id } }) => id === caughtBy)
      t.equal(found?.verdict, 'fail', `${caughtBy} sees ${JSON.stringify(line[1].slice(0, 60))}`)
      t.match(found?.reason, message, 'and tells what it saw')
    }
  })
}

async function judged(
  t: Test,
  name: StyleName,
  lines: readonly Line[],
  cases: readonly ConformanceCase[],
) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const changes = join(temporaryDirectory(t), 'changes')
  writeFileSync(changes, '')
  const { url, stop } = await startAltered(t, name, lines, {
    JWT_ALGORITHM: 'ES256',
    JWT_KEY: pem,
    BEARER_ORIGINS: ALLOWED_ORIGIN,
    ACCOUNT_CHANGES: changes,
  })
  const brought: Brought = {
    key: signingKey(pem),
    allowedOrigin: ALLOWED_ORIGIN,
    ...(name === 'cookie-session' && {
      accounts: control(`sh -c 'echo "$0 $*" >> "${changes}"'`),
    }),
  }
  const target = await findTarget(url, [...DEMO], brought)
  const results = await runCases(target, cases, { accounts: url })
  await stop()
  return results
}
