import { pathToFileURL } from 'node:url'
import { readArguments, selectCases, USAGE, UsageError } from './arguments.ts'
import type { ConformanceCase } from './case.ts'
import { MapError } from './core/read-map.ts'
import { type Profile, profileOf } from './profile.ts'
import { conforms, paintFor, report } from './report.ts'
import { runCases } from './runner.ts'
import { TargetError } from './target.ts'

const CONFORMS = 0
const FAILS = 1
const NOT_JUDGED = 2

/** The command `npm run conformance`: judges servers by their URLs; answers with the exit status. */
export async function main(args: readonly string[], stop: AbortSignal): Promise<number> {
  try {
    const command = readArguments(args)
    if (command.help) return print(USAGE)
    const profile = profileOf(command)
    const cases = selectCases(profile.cases, command)
    if (command.list) return print(listing(cases))
    const statuses: number[] = []
    for (const url of command.urls) statuses.push(await judge(url, profile, cases, stop))
    return Math.max(...statuses)
  } catch (error) {
    if (error instanceof MapError) {
      console.error(error.message)
      return NOT_JUDGED
    }
    if (!(error instanceof UsageError)) throw error
    console.error(`${error.message}\n\n${USAGE}`)
    return NOT_JUDGED
  }
}

async function judge(
  url: string,
  { find }: Profile,
  cases: readonly ConformanceCase[],
  stop: AbortSignal,
): Promise<number> {
  try {
    const target = await find(url)
    const seen = progress(cases.length)
    const results = await runCases(target, cases, { onResult: seen.count, stop })
    seen.end()
    console.log(report(target, results, paintFor(process.stdout.isTTY)))
    const whole = results.length === cases.length
    if (!whole) console.error('Stopped before all cases had run.')
    if (!whole || results.some(({ verdict }) => verdict === 'error')) return NOT_JUDGED
    return conforms(results) ? CONFORMS : FAILS
  } catch (error) {
    if (!(error instanceof TargetError)) throw error
    console.error(error.message)
    return NOT_JUDGED
  }
}

/** A counter on the terminal while the cases run; nothing where nobody watches. */
function progress(total: number) {
  let done = 0
  const show = (text: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
  }
  return { count: () => show(`${++done} of ${total} cases`), end: () => show('') }
}

function listing(cases: readonly ConformanceCase[]): string {
  const width = Math.max(...cases.map(({ id }) => id.length))
  return cases
    .map(({ id, level, requirement }) => `${id.padEnd(width)}  ${level.padEnd(6)}  ${requirement}`)
    .join('\n')
}

function print(text: string): number {
  console.log(text)
  return CONFORMS
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const stop = new AbortController()
  // Once: cases under way put back what they changed. Twice: Node's default, at once.
  process.once('SIGINT', () => stop.abort())
  process.exitCode = await main(process.argv.slice(2), stop.signal)
}
