/**
 * `npm run steady`: does the suite give the same verdicts each time, with both cores busy? Judges the three
 * servers again and again beside processes that do nothing but compute, and compares every verdict.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { allCases } from '../../shared/conformance/all-cases.ts'
import { type CaseResult, runCases } from '../../shared/conformance/run/runner.ts'
import { findTarget } from '../../shared/conformance/run/target.ts'
import { turnsFor } from '../../shared/conformance/run/turns.ts'
import { startServer } from '../../shared/processes/start-server.ts'
import { STYLES, type StyleName } from '../../shared/styles.ts'
import { DEMO } from '../conformance/demo-users.ts'
import { ALLOWED_ORIGIN, broughtFor } from '../conformance/own-server.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '50' }, short: { type: 'boolean' } },
})
const runs = Number(values.runs)
const SETTINGS = {
  BEARER_ORIGINS: ALLOWED_ORIGIN,
  // Many runs cost many failures; the counts that a case looks at are its own.
  SIGN_IN_FAILURES_ACCOUNT: '1000000',
  ...(values.short && { IDLE_SECONDS: '2', ABSOLUTE_SECONDS: '5' }),
}

const ends: (() => unknown)[] = []
const scope = { teardown: (end: () => unknown) => void ends.unshift(end) }
try {
  process.exitCode = await main()
} finally {
  for (const end of ends) await end()
}

async function main(): Promise<number> {
  const servers = await Promise.all(STYLES.map((style) => startServer(scope, style, SETTINGS)))
  for (let core = 0; core < availableParallelism(); core += 1) busy()
  const seen = new Map<string, Map<string, number>>()
  const told = new Set<string>()
  const startedMs = performance.now()
  for (let run = 1; run <= runs; run += 1) {
    const turns = turnsFor(servers.length)
    await Promise.all(
      servers.map(async (server, index) => {
        const style = STYLES[index] as StyleName
        const brought = await broughtFor(style, server, SETTINGS)
        const target = await findTarget(server.url, [...DEMO], brought)
        for (const result of await runCases(target, allCases, { turns, accounts: server.url }))
          note(seen, style, result)
      }),
    )
    const seconds = Math.round((performance.now() - startedMs) / 1000)
    console.error(`run ${run} of ${runs}, ${seconds} s, ${unsteady(seen).length} unsteady`)
    for (const [name, verdicts] of unsteady(seen)) {
      if (!told.has(name)) console.error(`  ${name}: ${[...verdicts.keys()].join(' | ')}`)
      told.add(name)
    }
  }
  const found = unsteady(seen)
  for (const [name, verdicts] of found) console.log(name, Object.fromEntries(verdicts))
  console.log(
    `${runs} runs of ${allCases.length} cases on ${servers.length} servers: ${found.length} verdicts differ.`,
  )
  return found.length === 0 ? 0 : 1
}

function note(seen: Map<string, Map<string, number>>, style: string, result: CaseResult): void {
  const name = `${result.case.id} [${style}]`
  const { verdict: word, reason } = result
  // Why a case does not apply may name what is never twice the same; that it does not is the verdict.
  const verdict = word === 'pass' || word === 'not-applicable' ? word : `${word}: ${reason}`
  const counts = seen.get(name) ?? new Map<string, number>()
  counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  seen.set(name, counts)
}

function unsteady(seen: Map<string, Map<string, number>>) {
  return [...seen].filter(([, verdicts]) => verdicts.size > 1)
}

/** A process that keeps one core busy, and ends with this one. */
function busy(): ChildProcess {
  const code =
    'process.once("disconnect", () => process.exit()); (function f() { for (let i = 0; i < 1e7; i++); setImmediate(f) })()'
  const child = spawn(process.execPath, ['-e', code], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  scope.teardown(() => child.kill())
  return child
}
