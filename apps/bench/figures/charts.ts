/** What is drawn of the recorded runs, as data: docs/cost has it as SVG, the lab as charts to play with. */
import type { GrowthRecord, SessionsPoint, StatePoint } from './growth.ts'
import { ranking } from './ranking.ts'
import type { BenchRecord, Kind, Route } from './record.ts'

type Growth = Required<GrowthRecord>

export interface Axis {
  readonly name: string
  /** `log` where what matters is how often it doubles. */
  readonly type?: 'value' | 'log'
}

interface Line {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface LineChart {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly lines: readonly Line[]
}

interface Bar {
  readonly name: string
  readonly value: number
  /** By which bars are coloured. */
  readonly kind: string
}

/** The first bar on top. */
export interface BarChart {
  readonly title: string
  readonly unit: string
  readonly bars: readonly Bar[]
}

/** What takes longer would leave no room to see the others: it is in the table. */
export const MOST_MICROS: Record<Route, number> = {
  me: 250,
  visit: 300,
  signIn: 1500,
  signOut: 300,
}

const TITLES: Record<Route, string> = {
  me: 'A signed-in GET /me',
  visit: 'A signed-in GET /, which writes',
  signIn: 'Signing in',
  signOut: 'Signing out',
}

/** In the order in which a legend has them. */
export const KINDS: Record<Kind, string> = {
  style: 'the three styles',
  remedy: 'with a remedy',
  store: 'on another store',
  peer: 'what people use instead',
  'no-auth': 'no auth',
  cached: 'verified tokens cached: no advice',
}

export function routeChart(bench: BenchRecord, route: Route): BarChart {
  const rows = ranking(bench, route).filter(
    ({ ranked, cpuMicros }) => ranked && cpuMicros < MOST_MICROS[route],
  )
  return {
    title: TITLES[route],
    unit: 'microseconds of CPU for each request',
    bars: rows.map(({ subject, cpuMicros }) => ({
      name: subject.title,
      value: Number(cpuMicros.toFixed(1)),
      kind: KINDS[subject.kind],
    })),
  }
}

/** Up to where a cookie has room. */
const COOKIE_NOTES_BYTES = 3000

export const GROWTH_CHARTS = {
  'state-bytes': (growth: Growth) =>
    stateChart(
      growth,
      ['Bytes of a GET / as the state grows', 'bytes on the wire, both ways', COOKIE_NOTES_BYTES],
      (p) => p.sentBytes + p.receivedBytes,
    ),
  'state-time': (growth: Growth) =>
    stateChart(
      growth,
      ['CPU time of a GET / as the state grows', 'microseconds', COOKIE_NOTES_BYTES],
      (p) => p.visitMicros,
    ),
  'state-me': (growth: Growth) =>
    stateChart(
      growth,
      ['CPU time of a GET /me as the state grows', 'microseconds', COOKIE_NOTES_BYTES],
      (p) => p.meMicros,
    ),
  'state-time-store': (growth: Growth) =>
    stateChart(
      growth,
      ['CPU time of a GET /, up to what a store takes', 'microseconds', Number.POSITIVE_INFINITY],
      (p) => p.visitMicros,
    ),
  'state-memory': ({ state }: Growth): LineChart => ({
    title: 'Heap that server-session keeps of each visitor',
    x: { name: 'bytes of notes in the state' },
    y: { name: 'bytes of heap' },
    lines: groupedBy(
      state.filter(({ id }) => id === 'server-session'),
      ({ title }) => title,
      (p) => [p.notesBytes, p.heapBytes],
    ),
  }),
  'sessions-time': (growth: Growth): LineChart => ({
    title: 'CPU time of a GET /me as sessions grow',
    x: { name: 'sessions', type: 'log' },
    y: { name: 'microseconds' },
    lines: sessionLines(growth, (p) => p.meMicros),
  }),
  'sessions-memory': (growth: Growth): LineChart => ({
    title: 'Memory as sessions grow',
    x: { name: 'sessions', type: 'log' },
    y: { name: 'mebibytes', type: 'log' },
    lines: sessionLines(growth, (p) => p.bytes / 2 ** 20),
  }),
  'sign-ins': ({ hashing }: Growth): LineChart => ({
    title: 'Sign-ins a second',
    x: { name: 'mebibytes of argon2id, two passes', type: 'log' },
    y: { name: 'sign-ins a second', type: 'log' },
    lines: groupedBy(
      hashing,
      ({ cores }) => (cores === 1 ? 'one core' : `${cores} cores`),
      ({ mebibytes, signInsPerSecond }) => [mebibytes, Math.round(signInsPerSecond)],
    ),
  }),
} as const satisfies Record<string, (growth: Growth) => LineChart>

function stateChart(
  { state }: Growth,
  [title, yName, mostBytes]: readonly [string, string, number],
  y: (point: StatePoint) => number,
): LineChart {
  const points = state.filter(({ notesBytes }) => notesBytes <= mostBytes)
  const lines = groupedBy(
    points,
    ({ title }) => title,
    (p) => [p.notesBytes, Math.round(y(p))],
  )
  return { title, x: { name: 'bytes of notes in the state' }, y: { name: yName }, lines }
}

function sessionLines({ sessions }: Growth, y: (point: SessionsPoint) => number): Line[] {
  return groupedBy(
    sessions,
    ({ store }) => store,
    (p) => [p.sessions, Number(y(p).toPrecision(3))],
  )
}

function groupedBy<Point>(
  points: readonly Point[],
  name: (point: Point) => string,
  at: (point: Point) => readonly [number, number],
): Line[] {
  const names = [...new Set(points.map(name))]
  return names.map((each) => ({
    name: each,
    points: points.filter((point) => name(point) === each).map(at),
  }))
}
