/** The charts of docs/cost.md, each by its file, from the recorded runs. */
import type { StatePoint } from '../../bench/growth/state.ts'
import { ranking } from '../../bench/ranking.ts'
import { recorded } from '../../bench/recorded.ts'
import { barChart, type Line, lineChart } from './charts.ts'

/** Up to where a cookie has room. */
const COOKIE_NOTES_BYTES = 3000

/** What takes longer would leave no room to see the others: it is in the table. */
const MOST_MICROS = 250

export const DRAWINGS: Record<string, () => string> = {
  'me.svg'() {
    const rows = ranking(recorded('bench'), 'me').filter(
      ({ ranked, cpuMicros }) => ranked && cpuMicros < MOST_MICROS,
    )
    return barChart(
      'A signed-in GET /me',
      'microseconds of CPU for each request',
      rows.map(({ subject, cpuMicros }) => ({
        name: subject.title,
        value: Number(cpuMicros.toFixed(1)),
        kind: subject.kind === 'peer' ? 'what people use instead' : WHOSE[subject.kind],
      })),
    )
  },
  'state-bytes.svg': () =>
    stateChart(
      'GET / as the state grows',
      'bytes on the wire, both ways',
      COOKIE_NOTES_BYTES,
      (p) => p.sentBytes + p.receivedBytes,
    ),
  'state-time.svg': () =>
    stateChart(
      'GET / as the state grows',
      'microseconds of CPU',
      COOKIE_NOTES_BYTES,
      (p) => p.visitMicros,
    ),
  'state-time-store.svg': () =>
    stateChart(
      'Up to what a store takes',
      'microseconds of CPU of a GET /',
      Number.POSITIVE_INFINITY,
      (p) => p.visitMicros,
    ),
  'state-memory.svg'() {
    const points = recorded('growth').state.filter(({ id }) => id === 'server-session')
    return lineChart(
      'What server-session keeps of each visitor',
      { name: 'bytes of notes in the state' },
      { name: 'bytes of heap' },
      groupedBy(
        points,
        ({ title }) => title,
        (p) => [p.notesBytes, p.heapBytes],
      ),
    )
  },
  'sessions-time.svg': () =>
    lineChart(
      'GET /me as sessions grow',
      { name: 'sessions', type: 'log' },
      { name: 'microseconds of CPU' },
      sessionLines((p) => p.meMicros),
    ),
  'sessions-memory.svg': () =>
    lineChart(
      'Memory as sessions grow',
      { name: 'sessions', type: 'log' },
      { name: 'mebibytes', type: 'log' },
      sessionLines((p) => p.bytes / 2 ** 20),
    ),
  'sign-ins.svg'() {
    const { hashing } = recorded('growth')
    const cores = [...new Set(hashing.map((each) => each.cores))]
    return lineChart(
      'Sign-ins a second',
      { name: 'mebibytes of argon2id, two passes', type: 'log' },
      { name: 'sign-ins a second', type: 'log' },
      cores.map((count) => ({
        name: count === 1 ? 'one core' : `${count} cores`,
        points: hashing
          .filter((each) => each.cores === count)
          .map(({ mebibytes, signInsPerSecond }) => [mebibytes, Math.round(signInsPerSecond)]),
      })),
    )
  },
}

const WHOSE = {
  'no-auth': 'no auth',
  style: 'the three styles',
  store: 'on another store',
  remedy: 'with a remedy',
  cached: 'verified tokens cached: no advice',
} as const

function stateChart(
  title: string,
  yName: string,
  mostBytes: number,
  y: (point: StatePoint) => number,
): string {
  const points = recorded('growth').state.filter(({ notesBytes }) => notesBytes <= mostBytes)
  const lines = groupedBy(
    points,
    ({ title }) => title,
    (p) => [p.notesBytes, Math.round(y(p))],
  )
  return lineChart(title, { name: 'bytes of notes in the state' }, { name: yName }, lines)
}

type SessionsPoint = ReturnType<typeof recorded<'growth'>>['sessions'][number]

function sessionLines(y: (point: SessionsPoint) => number): Line[] {
  return groupedBy(
    recorded('growth').sessions,
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
