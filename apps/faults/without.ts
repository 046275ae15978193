/**
 * `npm run without -- SAFEGUARD`: the attack that a safeguard is against, first on the sound server, then
 * on the server without it. The attack is the conformance case that goes red.
 */
import { parseArgs } from 'node:util'
import { noSuch } from '../../shared/nearest.ts'
import { paintFor } from '../../shared/terminal/paint.ts'
import { attackedWithIt, attackedWithoutIt, type Guarded, safeguards } from './safeguards.ts'
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
  if (values.help) return said(USAGE)
  if (values.list) return said(listing())
  const [name = ''] = positionals
  const fault = safeguards.find(({ safeguard }) => safeguard === name)
  if (fault !== undefined) return show(fault)
  const names = safeguards.map(({ safeguard }) => safeguard)
  throw new Error(noSuch('safeguard', name, names))
}

async function show(fault: Guarded): Promise<number> {
  const { safeguard, title, server, patches, attack, fix } = fault
  console.log(paint.bold(`${server} without ${safeguard}: ${title}`))
  console.log(`\n${attack}\n`)
  for (const { file, find, put } of patches) {
    console.log(
      `${file}\n${prefixed('- ', find, paint.red)}\n${prefixed('+ ', put, paint.green)}\n`,
    )
  }
  const sound = await attackedWithIt(fault)
  console.log(
    paint.bold(
      `With it: ${fault.caughtBy} ${sound.verdict === 'pass' ? 'passes' : `is ${sound.verdict}: ${sound.reason}`}.`,
    ),
  )
  const faulty = await attackedWithoutIt(fault)
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

function listing(): string {
  const width = Math.max(...safeguards.map(({ safeguard }) => safeguard.length))
  return safeguards.map(({ safeguard, title }) => `${safeguard.padEnd(width)}  ${title}`).join('\n')
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
