/** The figures as tables: docs/cost has them in Markdown, the lab as HTML. */
import type { GrowthRecord } from './growth.ts'
import { type Figures, ranking } from './ranking.ts'
import type { BenchRecord, Kind, Route } from './record.ts'

type Growth = Required<GrowthRecord>

export interface Table {
  /** The first names what stands at the beginning of each row. */
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

export const WHOSE: Record<Kind, string> = {
  'no-auth': 'no auth',
  style: 'this project',
  store: 'this project, a store',
  remedy: 'this project, a remedy',
  peer: '',
  cached: 'this project, no advice',
}

interface RouteRow {
  readonly title: string
  readonly kind: Kind
  readonly ranked: boolean
  readonly cells: readonly string[]
}

/** Of the cells of each row. */
export const ROUTE_HEAD = [
  ...[
    'of bare Fastify',
    'interval',
    'place',
    'CPU µs',
    'requests a core-second',
    'p50 ms',
    'p99 ms',
  ],
] as const

/** Every subject that has the route, the least CPU time first; who is not ranked, last. */
export function routeRows(record: BenchRecord, route: Route): RouteRow[] {
  const rows = ranking(record, route)
  const ranked = rows.filter(({ ranked }) => ranked)
  const marked = rows.filter(({ ranked }) => !ranked)
  return [...ranked, ...marked].map(rowOf)
}

function rowOf(row: Figures): RouteRow {
  const { subject, ratio, perCoreSecond, cpuMicros, p50Ms, p99Ms, ranked } = row
  return {
    title: subject.title,
    kind: subject.kind,
    ranked,
    cells: [
      ratio.median.toFixed(2),
      `${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}`,
      ranked ? placeOf(row) : '',
      cpuMicros.toFixed(1),
      Math.round(perCoreSecond).toLocaleString('en'),
      p50Ms.toFixed(2),
      p99Ms.toFixed(2),
    ],
  }
}

/** `3`, or `3 to 5` where the order is undecided. */
export function placeOf({ place: { first, last } }: Figures): string {
  return first === last ? String(first) : `${first} to ${last}`
}

export function hashingTable({ hashing }: Growth): Table {
  return {
    head: [
      'argon2id, two passes',
      'cores',
      'sign-ins a second',
      'slowest to fastest round',
      'p50 ms',
    ],
    rows: hashing.map((each) => [
      `${each.mebibytes} MiB`,
      each.cores,
      each.signInsPerSecond.toFixed(0),
      `${each.slowestPerSecond.toFixed(0)} to ${each.fastestPerSecond.toFixed(0)}`,
      each.p50Ms.toFixed(1),
    ]),
  }
}

export function besideTable({ hashingBeside }: Growth): Table {
  return {
    head: ['', 'p50 ms', 'p99 ms', 'beside sign-ins: p50 ms', 'p99 ms', 'times the p99'],
    rows: hashingBeside.map((each) => [
      each.title,
      each.p50Ms.toFixed(2),
      each.p99Ms.toFixed(2),
      each.besideP50Ms.toFixed(2),
      each.besideP99Ms.toFixed(2),
      each.times.toFixed(1),
    ]),
  }
}

export function keptTable({ kept }: Growth): Table {
  return {
    head: ['', 'visitors', 'of whom signed in', 'more heap afterwards', 'bytes for each visitor'],
    rows: kept.map((each) => [
      each.title,
      each.visitors.toLocaleString('en'),
      each.signIns.toLocaleString('en'),
      `${Math.round(each.moreBytes / 1024).toLocaleString('en')} KiB`,
      (each.moreBytes / each.visitors).toFixed(1),
    ]),
  }
}

export function startsTable({ starts }: Growth): Table {
  return {
    head: ['', 'median', 'slowest of 11'],
    rows: starts.map(({ id, medianMs, slowestMs }) => [
      id,
      `${Math.round(medianMs)} ms`,
      `${Math.round(slowestMs)} ms`,
    ]),
  }
}
