/** Keeps what was measured, for docs/cost: `npm run record:bench`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { type Recorded, recordedFile } from './figures/recorded.ts'

/** @param record with every part that there is */
export function keep<Name extends keyof Recorded>(name: Name, record: Recorded[Name]): void {
  const file = recordedFile(name)
  mkdirSync(new URL('.', file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(record, rounded, 1)}\n`)
}

/** More digits than the clock has meaning for make a file that nobody reads. */
function rounded(_name: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(6))
    : value
}
