/** Writes the files that a run was asked for, and tells what changed since an earlier one. */
import { readFileSync, writeFileSync } from 'node:fs'
import { changesAsText, changesSince } from '../../shared/conformance/reports/against.ts'
import { asHtml } from '../../shared/conformance/reports/html.ts'
import { asJunit } from '../../shared/conformance/reports/junit.ts'
import type { Report } from '../../shared/conformance/reports/record.ts'
import { redacted } from '../../shared/conformance/reports/redact.ts'
import { type Command, UsageError } from './arguments.ts'

type Files = Pick<Command, 'files' | 'redact' | 'users'>

/**
 * Reads the earlier report before the run, so that a wrong file is known at once.
 * @throws UsageError when it is no report
 */
export function earlierReport({ files }: Files): Report | undefined {
  if (files.against === undefined) return undefined
  try {
    const report = JSON.parse(readFileSync(files.against, 'utf8')) as Report
    if (report.version === 1 && Array.isArray(report.servers)) return report
  } catch (cause) {
    throw new UsageError(`--against ${files.against} can not be read as a report.`, { cause })
  }
  throw new UsageError(`--against ${files.against} is no report written with --json.`)
}

/**
 * @returns what to tell the one at the terminal
 * @throws UsageError when a file can't be written
 */
export function writeReports(report: Report, command: Files, earlier: Report | undefined): string {
  const passwords = command.users.map(({ password }) => password)
  const shown = command.redact ? redacted(report, passwords) : report
  const forms = {
    json: () => `${JSON.stringify(shown, null, 2)}\n`,
    html: () => asHtml(shown),
    junit: () => asJunit(shown),
  }
  const told: string[] = []
  for (const [form, make] of Object.entries(forms)) {
    const path = command.files[form as keyof typeof forms]
    if (path === undefined) continue
    try {
      writeFileSync(path, make())
    } catch (cause) {
      throw new UsageError(`--${form} ${path} can not be written.`, { cause })
    }
    told.push(`Wrote ${path}.`)
  }
  if (earlier !== undefined) told.push(changesAsText(changesSince(earlier, report)))
  return told.join('\n')
}
