import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import type { ConformanceCase } from '../../shared/conformance/case.ts'
import { MapError } from '../../shared/conformance/core/read-map.ts'
import { printable } from '../../shared/conformance/help/show.ts'
import { changesSince } from '../../shared/conformance/reports/against.ts'
import { asHtml } from '../../shared/conformance/reports/html.ts'
import { asJunit } from '../../shared/conformance/reports/junit.ts'
import { type Judged, type Report, reportOf } from '../../shared/conformance/reports/record.ts'
import { redacted } from '../../shared/conformance/reports/redact.ts'
import { type RunOptions, runCases } from '../../shared/conformance/run/runner.ts'
import { TargetError } from '../../shared/conformance/run/target.ts'
import { turnsFor } from '../../shared/conformance/run/turns.ts'
import { readAgainst, requireWritable, writeReports } from '../../shared/reports/files.ts'
import { paintFor } from '../../shared/terminal/paint.ts'
import { createProgress } from '../../shared/terminal/progress.ts'
import { UsageError } from '../../shared/terminal/usage-error.ts'
import { readArguments, selectCases, USAGE } from './arguments.ts'
import { type Profile, profileOf } from './profile.ts'
import { conforms, report } from './report.ts'

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
    const { against, ...files } = command.files
    const earlier = readAgainst<Report>(against, 'servers')
    requireWritable(files)
    const progress = createProgress(cases.length * command.urls.length, 'cases')
    const turns = turnsFor(command.urls.length)
    const options: RunOptions = {
      onBegin: ({ id }) => progress.onBegin(id),
      onResult: (result) => progress.onEnd(result.case.id),
      stop,
      turns,
    }
    const outcomes = await Promise.all(
      command.urls.map((url) => judge(url, profile, cases, options)),
    )
    progress.close()
    for (const { said, status } of outcomes)
      (status === NOT_JUDGED ? console.error : console.log)(said)
    const judged = outcomes.flatMap((outcome) => outcome.judged ?? [])
    const found = reportOf(cases, judged, new Date())
    const passwords = command.users.map(({ password }) => password)
    const shown = command.redact ? redacted(found, passwords) : found
    const lines = writeReports(files, shown, { html: asHtml, junit: asJunit })
    if (earlier !== undefined) lines.push(changesSince(earlier, found))
    if (lines.length > 0) console.log(`\n${lines.join('\n')}`)
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

interface Outcome {
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
