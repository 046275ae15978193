/** The runs that docs/cost and the lab tell of, as they were kept. */
import { readFileSync } from 'node:fs'
import type { GrowthRecord } from './growth.ts'
import type { BenchRecord } from './record.ts'

/** Seen from where the compiled file is. */
const FOLDER = new URL('../../../../apps/bench/recorded/', import.meta.url)

export interface Recorded {
  bench: BenchRecord
  growth: Required<GrowthRecord>
}

export function recorded<Name extends keyof Recorded>(name: Name): Recorded[Name] {
  return JSON.parse(readFileSync(recordedFile(name), 'utf8')) as Recorded[Name]
}

export function recordedFile(name: keyof Recorded): URL {
  return new URL(`${name}.json`, FOLDER)
}
