/** The recorded work of a request: a line for each route, so that a review sees what a change costs. */
import { readFileSync, writeFileSync } from 'node:fs'
import { compactJson } from '../../../shared/compact-json.ts'
import type { RecordedWork } from './compare.ts'

/** Relative to the compiled file. */
const FILE = new URL('../../../../apps/bench/recorded/work.json', import.meta.url)

/** A line for each route. */
const LINE_DEPTH = 3

export function readRecordedWork(): RecordedWork {
  return JSON.parse(readFileSync(FILE, 'utf8')) as RecordedWork
}

export function writeRecordedWork(work: RecordedWork): void {
  writeFileSync(FILE, compactJson(work, LINE_DEPTH))
}
