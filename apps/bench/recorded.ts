/** Keeps what was measured, for docs/cost: `npm run record:bench`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { compactJson } from '../../shared/compact-json.ts'
import { type Recorded, recordedFile } from './figures/recorded.ts'

/** A line for each route of a subject; for each step of what grows. */
const LINE_DEPTH = { bench: 4, growth: 2 } as const

/** @param record with every part that there is */
export function keep<Name extends keyof Recorded>(name: Name, record: Recorded[Name]): void {
  const file = recordedFile(name)
  mkdirSync(new URL('.', file), { recursive: true })
  const kept = JSON.parse(JSON.stringify(record, rounded))
  writeFileSync(file, compactJson(kept, LINE_DEPTH[name]))
}

/** More digits than the clock has meaning for make a file that nobody reads. */
function rounded(_name: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(6))
    : value
}
