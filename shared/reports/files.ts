/** The files that a command reads and writes its reports in: `--json`, `--html`, `--junit`, `--against`. */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { UsageError } from '../terminal/usage-error.ts'

/** Paths by the option that names them. */
type Files = Readonly<Record<string, string | undefined>>

/**
 * Checked before a run of minutes, so that its result can be written. An existing file stays until it is replaced.
 * @throws UsageError when one cannot be written
 */
export function requireWritable(files: Files): void {
  for (const [option, path] of Object.entries(files)) {
    if (path === undefined) continue
    const isNew = !existsSync(path)
    orUnwritable(option, path, () => closeSync(openSync(path, 'a')))
    if (isNew) rmSync(path)
  }
}

/**
 * Writes a report as JSON, and in the other forms that files are named for.
 * @param forms by the option that names the file
 * @returns a line for each file, for the terminal
 * @throws UsageError when one cannot be written
 */
export function writeReports<Report>(
  files: Files,
  report: Report,
  forms: Readonly<Record<string, (report: Report) => string>> = {},
): string[] {
  const lines: string[] = []
  for (const [option, form] of Object.entries({ json: asJson, ...forms })) {
    const path = files[option]
    if (path === undefined) continue
    const text = form(report)
    orUnwritable(option, path, () => writeFileSync(path, text))
    lines.push(`Wrote ${path}.`)
  }
  return lines
}

/**
 * Reads an earlier report, before the run, so that a wrong file is known at once.
 * @param list the member that tells it from other JSON
 * @throws UsageError when it is no such report
 */
export function readAgainst<Report extends { version: 1 }>(
  path: string | undefined,
  list: keyof Report,
): Report | undefined {
  if (path === undefined) return undefined
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report
    if (report.version === 1 && Array.isArray(report[list])) return report
  } catch (cause) {
    throw new UsageError(`--against ${path} cannot be read as a report.`, { cause })
  }
  throw new UsageError(`--against ${path} is not a report that this command wrote with --json.`)
}

function asJson(report: unknown): string {
  return `${JSON.stringify(report, null, 2)}\n`
}

function orUnwritable(option: string, path: string, act: () => void): void {
  try {
    act()
  } catch (cause) {
    throw new UsageError(`--${option} ${path} cannot be written.`, { cause })
  }
}
