/** What the loads measured, kept beside the tests: docs/stores.md is made from it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** In the source tree, also for the compiled code. */
const FOLDER = fileURLToPath(new URL('../../../../apps/bench/recorded/stores/', import.meta.url))
const MILLION_FOLDER = join(FOLDER, 'million')

export interface Figures {
  store: string
  date: string
  machine: string
  perSecond: number
  seconds: number
  requests: number
  writes: number
  /** Of the answers while nothing was away. */
  medianMs: number
  /** Of all answers. */
  slowestMs: number
  /** Of the answers 503. */
  slowestRefusalMs: number
  /** Acknowledged writes that were gone afterwards. */
  lost: number
  faults: { name: string; awayMs: number; refused: number; recoveryMs: number }[]
}

/** What a request takes among a million sessions (test/shared/backends/million-over-http.engine.ts). */
export interface MillionFigures {
  store: string
  date: string
  machine: string
  sessions: number
  /** Memory that each takes. */
  bytesEach: number
  /** Milliseconds of the middle request, when it is nearly empty and when it holds them all. */
  start: { me: number; signIn: number }
  end: { me: number; signIn: number }
}

/** Keeps them where `RECORD_FIGURES=true` asks for it. */
export function record(figures: Omit<Figures, 'date' | 'machine'>): void {
  keep(FOLDER, figures)
}

export function recordMillion(figures: Omit<MillionFigures, 'date' | 'machine'>): void {
  keep(MILLION_FOLDER, figures)
}

export const recorded = () => kept<Figures>(FOLDER)
export const recordedMillion = () => kept<MillionFigures>(MILLION_FOLDER)

function keep(folder: string, figures: { store: string }): void {
  if (process.env.RECORD_FIGURES !== 'true') return
  const [cpu] = cpus()
  const machine = `${availableParallelism()} cores of ${cpu?.model.trim()}, Node ${process.versions.node}`
  const whole = { ...figures, date: new Date().toISOString().slice(0, 10), machine }
  mkdirSync(folder, { recursive: true })
  const file = `${figures.store.replaceAll(/[^a-z0-9]+/gi, '-')}.json`
  writeFileSync(join(folder, file), `${JSON.stringify(whole, undefined, 2)}\n`)
}

function kept<Kept>(folder: string): Kept[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Kept)
}
