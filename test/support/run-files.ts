/**
 * Runs test files, each as a process of its own. tap could start them by itself, but its runner traces
 * each of them for coverage, which takes 0.8 s of a core for each.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { NODE } from './node.ts'

/** Many times what the longest file takes on the slowest machine: it ends what hangs, and nothing else. */
const FILE_LIMIT_MS = 1_800_000

/**
 * @param ending of the names of the files, anywhere under `test`
 * @param first folders whose files run longest: they begin, so that none of them is left over at the end
 * @param atOnce how many run at the same time
 * @param under how their paths begin, each of them one of these, if not anyhow
 * @param alone files that measure times: after the others, with nothing beside them
 */
export function runFiles(
  ending: string,
  first: string[],
  { atOnce, under = [''], alone = [] }: { atOnce: number; under?: string[]; alone?: string[] },
): void {
  const compiled = fileURLToPath(new URL('../', import.meta.url))
  // The sources tell which there are: what was compiled of a file that is gone may still be there.
  const sources = fileURLToPath(new URL('../../../test', import.meta.url))
  const rank = (file: string) => {
    const index = first.findIndex((folder) => file.startsWith(folder))
    return index === -1 ? first.length : index
  }
  const isAlone = (file: string) => alone.some((start) => file.startsWith(start))
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/ts$/, 'js'))
    .filter((file) => under.some((start) => file.startsWith(start)) && file.endsWith(ending))
    .sort(
      (a, b) => Number(isAlone(a)) - Number(isAlone(b)) || rank(a) - rank(b) || a.localeCompare(b),
    )

  t.setTimeout(files.length * FILE_LIMIT_MS)
  t.jobs = atOnce
  const [command, ...node] = NODE
  for (const file of files) {
    const args = [...node, '--enable-source-maps', join(compiled, file)]
    // tap runs beside one another what is buffered, and nothing else.
    t.spawn(command, args, { buffered: !isAlone(file), timeout: FILE_LIMIT_MS }, file)
  }
  tellFailuresAtTheEnd()
}

/** What failed, once more: thousands of lines stand between a failure and the end of a log, where one looks first. */
function tellFailuresAtTheEnd(): void {
  const failures: string[] = []
  t.parser.on('child', (file) => collectFailures(file, file.name, failures))
  process.on('exit', () => {
    for (const failure of failures) process.stderr.write(`\n${failure}\n`)
  })
}

/** @param file the name of the test file below dist/test */
function collectFailures(parser: typeof t.parser, file: string, failures: string[]): void {
  const before = failures.length
  parser.on('child', (child) => collectFailures(child, file, failures))
  parser.on('assert', (result) => {
    const { ok, skip, todo, closingTestPoint } = result
    // A test that fails only because one inside it does is not told again.
    const isTold = closingTestPoint && failures.length > before
    if (!ok && !skip && !todo && !isTold) failures.push(describeFailure(file, result))
  })
}

interface Failed {
  readonly fullname: string
  readonly diag?: Record<string, unknown> | null
}

/** The test, what was expected and seen, and the command that runs its file alone. */
function describeFailure(file: string, { fullname, diag }: Failed): string {
  const { at, diff, reason, subject, expected, seen, expired, signal, exitCode } = diag ?? {}
  const place = at as { fileName: string; lineNumber: number } | undefined
  const told = { reason, subject, expected, seen, expired, signal, 'exit status': exitCode }
  return [
    `FAILED ${fullname}`,
    ...(place ? [`at ${place.fileName}:${place.lineNumber}`] : []),
    ...Object.entries(told).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])),
    ...(typeof diff === 'string' ? diff.trim().split('\n') : []),
    `Run it alone: npm run tap -- dist/test/${file}`,
  ].join('\n  ')
}
