/** The figures as text for a terminal. */
import { type Figures, ranking } from './figures/ranking.ts'
import type { BenchRecord, Route } from './figures/record.ts'
import { placeOf } from './figures/tables.ts'

const TITLES: Record<Route, string> = {
  me: 'GET /me, signed in',
  visit: 'GET /, signed in: a write',
  signIn: 'POST /login, its hash of the least cost',
  signOut: 'POST /logout',
}

export function report(record: BenchRecord): string {
  const { environment, rounds, credentials } = record
  const routes = (Object.keys(TITLES) as Route[]).filter((route) =>
    record.subjects.some(({ samples }) => samples[route] !== undefined),
  )
  const { node, cpu, cores, pinned } = environment
  return [
    ...routes.map((route) => table(TITLES[route], ranking(record, route))),
    ...marks(record),
    'A place such as "3 to 5" is undecided: the intervals of others overlap with its own.',
    `${rounds} rounds, ${credentials} visitors in turn, Node ${node}, ${cores} cores of ${cpu}${pinned ? ', one of which each server and its load took turns on' : ', which servers and load shared: no figure to go by'}.`,
  ].join('\n\n')
}

function table(title: string, rows: readonly Figures[]): string {
  const width = Math.max(...rows.map(({ subject }) => subject.title.length))
  const head = `${title.padEnd(width)}    ratio  interval      place   CPU µs  1/core s   p50 ms  p99 ms`
  return [head, ...rows.map((row) => line(row, width))].join('\n')
}

function line(row: Figures, width: number): string {
  const { subject, ratio, perCoreSecond, cpuMicros, p50Ms, p99Ms } = row
  const cells = [
    `${subject.title.padEnd(width)} ${row.ranked ? ' ' : '*'}`,
    ratio.median.toFixed(2).padStart(6),
    `${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}`,
    (row.ranked ? placeOf(row) : '').padStart(8),
    cpuMicros.toFixed(1).padStart(7),
    Math.round(perCoreSecond).toString().padStart(8),
    p50Ms.toFixed(2).padStart(8),
    p99Ms.toFixed(2).padStart(7),
  ]
  return cells.join('  ').trimEnd()
}

/** What is not ranked, and why. */
function marks({ subjects }: BenchRecord): string[] {
  const lines = subjects.flatMap(({ title, judgement }) => {
    if (judgement === undefined || judgement.fails.length === 0) return []
    return [`* ${title}: not ranked, fails ${judgement.fails.join(', ')}`]
  })
  return lines.length === 0 ? [] : [lines.join('\n')]
}
