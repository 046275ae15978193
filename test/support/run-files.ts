/**
 * Runs test files, each as a process of its own. tap could start them by itself, but its runner traces
 * each of them for coverage, which takes 0.8 s of a core for each.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { NODE } from './node.ts'

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
  {
    atOnce,
    limitMs,
    under = [''],
    alone = [],
  }: { atOnce: number; limitMs: number; under?: string[]; alone?: string[] },
): void {
  const directory = fileURLToPath(new URL('../', import.meta.url))
  const rank = (file: string) => {
    const index = first.findIndex((folder) => file.startsWith(folder))
    return index === -1 ? first.length : index
  }
  const isAlone = (file: string) => alone.some((start) => file.startsWith(start))
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => under.some((start) => file.startsWith(start)) && file.endsWith(ending))
    .sort(
      (a, b) => Number(isAlone(a)) - Number(isAlone(b)) || rank(a) - rank(b) || a.localeCompare(b),
    )

  t.setTimeout(files.length * limitMs)
  t.jobs = atOnce
  const [command, ...node] = NODE
  for (const file of files) {
    const args = [...node, '--enable-source-maps', join(directory, file)]
    // tap runs beside one another what is buffered, and nothing else.
    t.spawn(command, args, { buffered: !isAlone(file), timeout: limitMs }, file)
  }
  tellFailuresAtTheEnd()
}

/** Thousands of lines stand between a failure and the end of a log, where one looks first. */
function tellFailuresAtTheEnd(): void {
  const failures: string[] = []
  collectFailures(t.parser, failures)
  process.on('exit', () => {
    for (const failure of failures) process.stderr.write(`FAILED ${failure}\n`)
  })
}

/** A test that fails only because one inside it does is not told again. */
function collectFailures(parser: typeof t.parser, failures: string[]): void {
  parser.on('child', (child) => collectFailures(child, failures))
  parser.on('assert', ({ ok, skip, todo, fullname, diag }) => {
    const inside = failures.some((failure) => failure.startsWith(fullname))
    if (ok || skip || todo || inside) return
    const at = diag?.at ? ` (${diag.at.fileName}:${diag.at.lineNumber})` : ''
    failures.push(`${fullname}${at}\n${diag?.diff ?? ''}`)
  })
}
