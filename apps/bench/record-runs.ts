/**
 * `npm run record:bench`: a whole bench and all that grows, kept for docs/cost.md; `npm run docs` writes that.
 * Some forty minutes in which nothing else should run. With files as arguments it keeps what they hold.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compactJson } from '../../shared/compact-json.ts'
import { type Recorded, recordedFile } from './figures/recorded.ts'
import { PART_NAMES } from './growth/run.ts'
import { SUBJECTS } from './subjects.ts'

/** A line for each route of a subject; for each step of what grows. */
const LINE_DEPTH = { bench: 4, growth: 2 } as const

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const [benchFile, growthFile] = process.argv.slice(2)
try {
  const bench = read<'bench'>(benchFile ?? measured('./command.js', '--rounds', '11'))
  const growth = read<'growth'>(growthFile ?? measured('./growth/command.js'))
  const ids = bench.subjects.map(({ id }) => id)
  const missing = [
    ...SUBJECTS.map(({ id }) => id).filter((id) => !ids.includes(id)),
    ...PART_NAMES.filter((part) => growth[part] === undefined),
    ...(bench.environment.pinned && growth.environment.pinned ? [] : ['a core of their own']),
  ]
  if (missing.length > 0) throw new Error(`Not kept, without ${missing.join(', ')}.`)
  keep('bench', bench)
  keep('growth', growth)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

function measured(command: string, ...args: string[]): string {
  const file = join(folder, 'record.json')
  const path = fileURLToPath(new URL(command, import.meta.url))
  const run = spawnSync(process.execPath, [path, ...args, '--json', file], { stdio: 'inherit' })
  if (run.status !== 0) throw new Error(`Not kept: ${command} ended with status ${run.status}.`)
  return file
}

function read<Name extends keyof Recorded>(file: string): Recorded[Name] {
  return JSON.parse(readFileSync(file, 'utf8')) as Recorded[Name]
}

/** @param record with every part that there is */
function keep<Name extends keyof Recorded>(name: Name, record: Recorded[Name]): void {
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
