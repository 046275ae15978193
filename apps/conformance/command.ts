import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import type { ConformanceCase } from '../../shared/conformance/case.ts'
import { MapError } from '../../shared/conformance/core/read-map.ts'
import { printable } from '../../shared/conformance/help/show.ts'
import { type Judged, reportOf } from '../../shared/conformance/reports/record.ts'
import { type RunOptions, runCases } from '../../shared/conformance/run/runner.ts'
import { TargetError } from '../../shared/conformance/run/target.ts'
import { turnsFor } from '../../shared/conformance/run/turns.ts'
import { readArguments, selectCases, USAGE, UsageError } from './arguments.ts'
import { type Profile, profileOf } from './profile.ts'
import { progress } from './progress.ts'
import { conforms, paintFor, report } from './report.ts'
import { requireWritable } from './writable.ts'
import { earlierReport, writeReports } from './write.ts'

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
    const earlier = earlierReport(command)
    const { json, html, junit } = command.files
    requireWritable({ json, html, junit })
    const seen = progress(cases.length * command.urls.length, process.stderr)
    const turns = turnsFor(command.urls.length)
    const options: RunOptions = { onBegin: seen.onBegin, onResult: seen.onResult, stop, turns }
    const outcomes = await Promise.all(
      command.urls.map((url) => judge(url, profile, cases, options)),
    )
    seen.end()
    for (const { said, status } of outcomes)
      (status === NOT_JUDGED ? console.error : console.log)(said)
    const judged = outcomes.flatMap((outcome) => outcome.judged ?? [])
    const told = writeReports(reportOf(cases, judged, new Date()), command, earlier)
    if (told !== '') console.log(`\n${told}`)
    return Math.max(...outcomes.map(({ status }) => status))
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

export interface Outcome {
  status: number
  /** The report as text, or why there is none. */
  said: string
  judged?: Judged
}

/** Judges one server. Never rejects: whatever it does, and whatever goes wrong here, is an outcome. */
export async function judge(
  url: string,
  { find }: Profile,
  cases: readonly ConformanceCase[],
  options: RunOptions,
): Promise<Outcome> {
  try {
    const target = await find(url)
    const results = await runCases(target, cases, options)
    const whole = results.length === cases.length
    const text = report(target, results, paintFor(process.stdout.isTTY))
    const said = whole ? text : `${text}\nStopped before all cases had run.`
    const unsure = !whole || results.some((each) => each.verdict === 'error' || each.givenUp)
    const status = unsure ? NOT_JUDGED : conforms(results) ? CONFORMS : FAILS
    return { status, said, judged: { url, style: target.about.style, results } }
  } catch (error) {
    options.turns?.leave()
    const isKnown = error instanceof TargetError
    const said = isKnown ? printable(error.message) : `The suite failed: ${inspect(error)}`
    return { status: NOT_JUDGED, said }
  }
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
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort())
  // Node's own status for it is 1, which would say that a server fails.
  process.once('uncaughtException', (error) => {
    console.error(`The suite failed: ${inspect(error)}`)
    process.exit(NOT_JUDGED)
  })
  process.exitCode = await main(process.argv.slice(2), stop.signal)
}
