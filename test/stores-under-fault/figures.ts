/** What the loads measured, kept beside the tests: docs/stores.md is made from it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** In the source tree, also for the compiled code. */
const FOLDER = fileURLToPath(new URL('../../../test/stores-under-fault/figures/', import.meta.url))

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

/** Keeps them where `RECORD_FIGURES=true` asks for it. */
export function record(figures: Omit<Figures, 'date' | 'machine'>): void {
  if (process.env.RECORD_FIGURES !== 'true') return
  const [cpu] = cpus()
  const machine = `${availableParallelism()} cores of ${cpu?.model.trim()}, Node ${process.versions.node}`
  const whole: Figures = { ...figures, date: new Date().toISOString().slice(0, 10), machine }
  mkdirSync(FOLDER, { recursive: true })
  const file = `${figures.store.replaceAll(/[^a-z0-9]+/gi, '-')}.json`
  writeFileSync(join(FOLDER, file), `${JSON.stringify(whole, undefined, 2)}\n`)
}

export function recorded(): Figures[] {
  return readdirSync(FOLDER)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Figures)
}
