/**
 * `npm run without -- SAFEGUARD`: the attack that a safeguard is against, first on the sound server, then
 * on the server without it. The attack is the conformance case that goes red.
 */
import { parseArgs } from 'node:util'
import { allCases } from '../../shared/conformance/all-cases.ts'
import { paintFor } from '../../shared/conformance/report.ts'
import { type CaseResult, runCases } from '../../shared/conformance/runner.ts'
import { noSuch } from '../../shared/nearest.ts'
import type { Test } from '../support/server.ts'
import { allFaults } from './catalogue/all.ts'
import type { Fault } from './fault.ts'
import { startFaulty } from './run-fault.ts'
import { transcript } from './transcript.ts'

const USAGE = `npm run without -- SAFEGUARD

  --list   name the safeguards and stop
  --help   this text

Exit status: 0 the attack works without the safeguard and fails with it, 1 otherwise, 2 wrong use.`

const paint = paintFor(process.stdout.isTTY)

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`)
  process.exitCode = 2
}

async function main(): Promise<number> {
  const options = { list: { type: 'boolean' }, help: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const guarded = allFaults.filter((fault) => fault.safeguard !== undefined)
  if (values.help) return said(USAGE)
  if (values.list) return said(listing(guarded))
  const [name = ''] = positionals
  const fault = guarded.find(({ safeguard }) => safeguard === name)
  if (fault !== undefined) return show(fault)
  const names = guarded.flatMap(({ safeguard }) => safeguard ?? [])
  throw new Error(noSuch('safeguard', name, names))
}

async function show(fault: Fault): Promise<number> {
  const { safeguard, title, server, patches, attack, fix } = fault
  console.log(paint.bold(`${server} without ${safeguard}: ${title}`))
  console.log(`\n${attack}\n`)
  for (const { file, find, put } of patches) {
    console.log(
      `${file}\n${prefixed('- ', find, paint.red)}\n${prefixed('+ ', put, paint.green)}\n`,
    )
  }
  const sound = await attacked({ ...fault, patches: [] })
  console.log(
    paint.bold(
      `With it: ${fault.caughtBy} ${sound.verdict === 'pass' ? 'passes' : `is ${sound.verdict}: ${sound.reason}`}.`,
    ),
  )
  const faulty = await attacked(fault)
  console.log(`\n${transcript(faulty.exchanges, sound.exchanges, paint)}\n`)
  const works = faulty.verdict === 'fail'
  const { id, requirement, references } = faulty.case
  console.log(paint.bold(`Without it: ${id} ${works ? 'fails' : `is ${faulty.verdict}`}.`))
  console.log(`  rule      ${requirement} (${references.join(', ')})`)
  if (faulty.failure !== undefined) {
    const { subject, expected, seen } = faulty.failure
    console.log(`  looked at ${subject}\n  expected  ${expected}\n  saw       ${paint.red(seen)}`)
  }
  console.log(`  remedy    ${fix}`)
  return works && sound.verdict === 'pass' ? 0 : 1
}

/** The case that is the attack, run on a server of its own. */
async function attacked(fault: Fault): Promise<CaseResult> {
  const ends: (() => unknown)[] = []
  const scope: Test = { teardown: (end) => void ends.unshift(end) }
  try {
    const { target } = await startFaulty(scope, fault)
    const cases = allCases.filter(({ id }) => id === fault.caughtBy)
    const [result] = await runCases(target, cases, { accounts: target.origin.host })
    if (result === undefined) throw new Error(`There is no case ${fault.caughtBy}.`)
    return result
  } finally {
    for (const end of ends) await end()
  }
}

function listing(guarded: readonly Fault[]): string {
  const width = Math.max(...guarded.map(({ safeguard }) => safeguard?.length ?? 0))
  return guarded
    .map(({ safeguard = '', title }) => `${safeguard.padEnd(width)}  ${title}`)
    .join('\n')
}

function prefixed(prefix: string, text: string, colour: (text: string) => string): string {
  return text
    .split('\n')
    .map((line) => colour(prefix + line))
    .join('\n')
}

function said(text: string): number {
  console.log(text)
  return 0
}
