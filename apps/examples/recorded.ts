/** What was recorded of an example: the verdict of each core case, explained where it is no pass. */
import { readFileSync } from 'node:fs'

/** A line of a program, and what to write in its place. */
export interface Mend {
  readonly line: string
  readonly mend: string
}

export interface Explained {
  readonly verdict: 'fail' | 'not-applicable' | 'not-judged'
  readonly because: string
  /** The line that the case is lost by, first, and those that have to change with it. */
  readonly lines?: readonly Mend[]
}

type Recorded = Readonly<Record<string, 'pass' | Explained>>

export function readRecorded(file: string): Recorded {
  return JSON.parse(readFileSync(file, 'utf8'))
}

export function verdictOf(entry: Recorded[string] | undefined): string | undefined {
  return typeof entry === 'string' ? entry : entry?.verdict
}

/**
 * The program with the lines of a case mended.
 * @throws Error where a line is not in it, or more than once
 */
export function mended(program: string, lines: readonly Mend[]): string {
  let text = program
  for (const { line, mend } of lines) {
    const parts = text.split(`\n${line}\n`)
    if (parts.length !== 2) {
      throw new Error(`${parts.length - 1} times in the program, not once: ${line}`)
    }
    text = parts.join(`\n${mend}\n`)
  }
  return text
}
