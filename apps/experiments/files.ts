/** The files that a comparison is written to, and the earlier one that it is compared with. */
import { readFileSync, writeFileSync } from 'node:fs'
import { UsageError } from '../conformance/arguments.ts'
import type { Command } from './arguments.ts'
import { changesAsText, changesSince } from './reports/against.ts'
import { asHtml } from './reports/html.ts'
import type { Comparison } from './reports/record.ts'

/**
 * Reads the earlier one before the run, so that a wrong file is known at once.
 * @throws UsageError when it is none
 */
export function earlierComparison({ against }: Command['files']): Comparison | undefined {
  if (against === undefined) return undefined
  try {
    const comparison = JSON.parse(readFileSync(against, 'utf8')) as Comparison
    if (comparison.version === 1 && Array.isArray(comparison.experiments)) return comparison
  } catch (cause) {
    throw new UsageError(`--against ${against} can not be read as a comparison.`, { cause })
  }
  throw new UsageError(`--against ${against} is no comparison written with --json.`)
}

/**
 * Only what was run is compared: with `--only` the rest is not gone.
 * @param selected ids of what this run was about; all that are known where nothing was named
 * @returns what to tell the one at the terminal
 * @throws UsageError when a file can't be written
 */
export function writeFiles(
  comparison: Comparison,
  files: Command['files'],
  earlier: Comparison | undefined,
  selected: ReadonlySet<string> | undefined,
): string {
  const forms = {
    json: () => `${JSON.stringify(comparison, null, 2)}\n`,
    html: () => asHtml(comparison),
  }
  const told: string[] = []
  for (const [form, make] of Object.entries(forms)) {
    const path = files[form as keyof typeof forms]
    if (path === undefined) continue
    try {
      writeFileSync(path, make())
    } catch (cause) {
      throw new UsageError(`--${form} ${path} can not be written.`, { cause })
    }
    told.push(`Wrote ${path}.`)
  }
  if (earlier !== undefined) {
    const experiments = earlier.experiments.filter(({ id }) => selected?.has(id) ?? true)
    told.push(changesAsText(changesSince({ ...earlier, experiments }, comparison)))
  }
  return told.join('\n')
}
