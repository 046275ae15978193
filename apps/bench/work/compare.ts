/** Compares the work of a request with what is recorded. Every difference is told, in both directions. */
import type { Work, WorkOfRoutes } from './measure.ts'

export interface RecordedWork {
  /** The major version that the bytes are recorded with. Another V8 lays out its objects differently. */
  node: string
  styles: Record<string, WorkOfRoutes>
}

/**
 * Counts have none. Bytes differ between releases of one major version by up to 1.3 %, and between runs on one
 * machine by less than 1 % (docs/decisions/bench.md).
 */
const BYTES_TOLERANCE = 0.03

/** @returns a line for each difference; bytes are compared only with those of the same major version of Node */
export function compareWork(recorded: RecordedWork, measured: RecordedWork): string[] {
  const withBytes = recorded.node === measured.node
  return Object.entries(measured.styles).flatMap(([style, routes]) =>
    Object.entries(routes).flatMap(([route, work]) => {
      const before = recorded.styles[style]?.[route] ?? { counts: {}, bytes: 0 }
      return compareRoute(before, work, withBytes).map((text) => `${style} ${route}: ${text}`)
    }),
  )
}

function compareRoute(before: Work, now: Work, withBytes: boolean): string[] {
  const names = new Set([...Object.keys(before.counts), ...Object.keys(now.counts)])
  const rows = [...names].map((name) => {
    return { name, before: before.counts[name] ?? 0, now: now.counts[name] ?? 0, tolerance: 0 }
  })
  if (withBytes)
    rows.push({ name: 'bytes', before: before.bytes, now: now.bytes, tolerance: BYTES_TOLERANCE })
  return rows
    .filter(({ before, now, tolerance }) => Math.abs(now - before) > before * tolerance)
    .map(({ name, before, now }) => {
      return `${name} ${now > before ? 'rose' : 'fell'} from ${before} to ${now}`
    })
}
