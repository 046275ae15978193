/** Runs experiments at columns, several at a time, and answers with a cell for each. Never rejects. */
import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { Column } from './columns.ts'
import { Evidence } from './evidence.ts'
import { expectedAt } from './expected.ts'
import type { Expectation, Experiment, Outcome } from './experiment.ts'
import { failureIn } from './failure.ts'
import type { Place } from './place.ts'
import { worldAt } from './place-world.ts'
import type { Places } from './places.ts'
import type { Cell } from './result.ts'

/** Much of a run is waiting: for a start, for an answer. */
const AT_ONCE = 8
/** With short times, most of it is waiting for them to go by: it must not hold up the others, nor crowd in. */
const WAITING_AT_ONCE = 24
/** Far beyond what the slowest machine needs: for a run that hangs. */
const MAX_SECONDS = 300

interface RunOptions {
  /** With the one thing changed that turns the verdict. */
  readonly control?: boolean
  /** Columns that can't be run, and why. */
  readonly missing?: ReadonlyMap<Column, string>
  readonly onBegin?: (name: string) => void
  readonly onCell?: (cell: Cell, name: string) => void
  readonly stop: AbortSignal
}

/** Cells in the order of the experiments, and for each of the columns. */
export async function runExperiments(
  experiments: readonly Experiment[],
  columns: readonly Column[],
  places: Places,
  options: RunOptions,
): Promise<Cell[]> {
  const working = pLimit(AT_ONCE)
  const waiting = pLimit(WAITING_AT_ONCE)
  const pairs = experiments.flatMap((each) => columns.map((column) => ({ each, column })))
  // What takes long begins first, so that it is not left over at the end.
  const order = pairs.toSorted((a, b) => weightOf(b.each) - weightOf(a.each))
  const cells = new Map<object, Cell>()
  await Promise.all(
    order.map((pair) => {
      const limit = isAboutTime(pair.each) ? waiting : working
      return limit(async () => {
        if (options.stop.aborted) return
        const name = `${pair.each.id} at ${pair.column.id}`
        options.onBegin?.(name)
        const cell = await runOne(pair.each, pair.column, places, options)
        // What was broken off says nothing.
        if (options.stop.aborted) return
        cells.set(pair, cell)
        options.onCell?.(cell, name)
      })
    }),
  )
  return pairs.flatMap((pair) => cells.get(pair) ?? [])
}

function isAboutTime({ settings }: Experiment): boolean {
  return settings?.IDLE_SECONDS !== undefined
}

function weightOf({ needs = [], settings }: Experiment): number {
  return needs.length * 2 + (settings === undefined ? 0 : 1)
}

async function runOne(
  experiment: Experiment,
  column: Column,
  places: Places,
  { control = false, missing, stop }: RunOptions,
): Promise<Cell> {
  const evidence = new Evidence()
  const expected: Expectation = control
    ? [experiment.control.verdict, experiment.control.changed]
    : expectedAt(experiment, column)
  let startedMs = performance.now()
  const cell = (rest: Partial<Cell> & Pick<Cell, 'standing'>): Cell => ({
    experiment,
    column,
    verdict: '',
    expected,
    reason: '',
    figures: {},
    evidence: evidence.entries,
    milliseconds: performance.now() - startedMs,
    ...rest,
  })
  const notRun = missing?.get(column)
  if (notRun !== undefined) return cell({ standing: 'not-run', reason: notRun })
  let place: Place | undefined
  const { run } = experiment // called on its own: `this` would lead to the expectations
  try {
    const { verdict, figures = {} } = await places.at(column, experiment, (there) => {
      place = there
      startedMs = performance.now()
      if (there.fault !== undefined) throw new Error(there.fault)
      return within(experiment, stop, (signal) =>
        run(worldAt(there, experiment, evidence, signal), { control }),
      )
    })
    const fault = (place as Place | undefined)?.fault
    if (fault !== undefined) return cell({ standing: 'not-run', reason: fault })
    if (!Object.hasOwn(experiment.verdicts, verdict)) {
      throw new Error(`"${verdict}" is none of the verdicts of ${experiment.id}`)
    }
    const failure = failureIn(evidence, experiment)
    if (failure !== undefined) throw new Error(failure)
    const standing = verdict === expected[0] ? 'expected' : 'other'
    return cell({ standing, verdict, figures })
  } catch (error) {
    const fault = place?.fault ?? (place === undefined ? (error as Error).message : undefined)
    if (fault !== undefined) return cell({ standing: 'not-run', reason: fault })
    return cell({ standing: 'no-verdict', reason: (error as Error).message })
  }
}

async function within(
  { limitSeconds = MAX_SECONDS }: Experiment,
  stop: AbortSignal,
  act: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, stop])
  setMaxListeners(0, signal) // one for each request under way
  const late = delay(limitSeconds * 1000, undefined, { signal }).then(() => {
    throw new Error(`given up after ${limitSeconds} s`)
  })
  try {
    return await Promise.race([act(signal), late])
  } finally {
    late.catch(() => {})
    over.abort()
  }
}
