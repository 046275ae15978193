/** From samples to figures: ratios round by round, their median with its interval, and who is ahead of whom. */
import {
  BASELINE,
  type BenchRecord,
  type Route,
  type Sample,
  type SubjectRecord,
} from './record.ts'
import { type Interval, median, medianInterval, overlap } from './statistics.ts'

export interface Figures {
  subject: SubjectRecord
  /** Requests that one core of it would answer in a second. */
  perCoreSecond: number
  /** That over the same of the route with no auth, in the same round. */
  ratio: Interval
  /** CPU time of the server for each request. */
  cpuMicros: number
  p50Ms: number
  p99Ms: number
  ranked: boolean
  /** From 1. Undecided where they are not the same: intervals of others overlap with its own. */
  place: { first: number; last: number }
}

/** Of every subject that has the route, the fastest first. */
export function ranking({ subjects }: BenchRecord, route: Route): Figures[] {
  const baseline = subjects.find(({ id }) => id === BASELINE)?.samples[route]
  if (baseline === undefined)
    throw new Error(`Nothing to compare to: ${BASELINE} was not measured.`)
  const rows = subjects.flatMap((subject) => {
    const samples = subject.samples[route]
    return samples === undefined ? [] : [figures(subject, samples, baseline)]
  })
  rows.sort((a, b) => b.ratio.median - a.ratio.median)
  const compared = rows.filter(({ ranked }) => ranked)
  for (const row of rows) {
    const ahead = compared.filter(({ ratio }) => ratio.low > row.ratio.high).length
    const beside = compared.filter(
      (other) => other !== row && overlap(row.ratio, other.ratio),
    ).length
    row.place = { first: ahead + 1, last: ahead + 1 + beside }
  }
  return rows
}

function figures(subject: SubjectRecord, samples: Sample[], baseline: Sample[]): Figures {
  const of = (read: (sample: Sample) => number) => median(samples.map(read))
  const cpuMicros = of((sample) => sample.cpuMicros)
  return {
    subject,
    perCoreSecond: 1e6 / cpuMicros,
    ratio: medianInterval(
      samples.map((sample, i) => (baseline[i] as Sample).cpuMicros / sample.cpuMicros),
    ),
    cpuMicros,
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
    ranked: (subject.judgement?.fails.length ?? 0) === 0,
    place: { first: 0, last: 0 },
  }
}
