/** The runs that docs/cost tells of and that the guard compares with: kept as they were measured, by `npm run record:bench`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { GrowthRecord } from './growth/run.ts'
import type { BenchRecord } from './record.ts'

/** Seen from where the compiled file is. */
const FOLDER = new URL('../../../test/bench/recorded/', import.meta.url)

export interface Recorded {
  bench: BenchRecord
  /** The four servers of the guard, up by themselves: with others beside them each costs more. */
  guard: BenchRecord
  growth: Required<GrowthRecord>
}

export function recorded<Name extends keyof Recorded>(name: Name): Recorded[Name] {
  return JSON.parse(readFileSync(fileOf(name), 'utf8')) as Recorded[Name]
}

/** @param record with every part that there is */
export function keep<Name extends keyof Recorded>(name: Name, record: Recorded[Name]): void {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(fileOf(name), `${JSON.stringify(record, rounded, 1)}\n`)
}

/** More digits than the clock has meaning for make a file that nobody reads. */
function rounded(_name: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(6))
    : value
}

function fileOf(name: string): URL {
  return new URL(`${name}.json`, FOLDER)
}
