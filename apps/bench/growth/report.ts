/** The figures of growth as text for a terminal. */
import type { GrowthRecord } from '../figures/growth.ts'

export function growthReport(record: GrowthRecord): string {
  const { node, cpu, cores } = record.environment
  const tables = [
    table('As the state grows', record.state, (each) => ({
      '': each.title,
      'notes bytes': each.notesBytes,
      'GET / sent': each.sentBytes,
      'and received': each.receivedBytes,
      'GET /me µs': each.meMicros.toFixed(1),
      'GET / µs': each.visitMicros.toFixed(1),
      'heap bytes each': each.heapBytes,
    })),
    table('As sessions grow', record.sessions, (each) => ({
      '': each.store,
      sessions: each.sessions,
      'bytes each': Math.round(each.bytes / each.sessions),
      'GET /me µs': each.meMicros.toFixed(1),
      'p50 ms': each.p50Ms.toFixed(2),
    })),
    table('Kept of visitors who never come back', record.kept, (each) => ({
      '': each.title,
      visitors: each.visitors,
      'sign-ins among them': each.signIns,
      'more heap, KiB': Math.round(each.moreBytes / 1024),
      'bytes each': (each.moreBytes / each.visitors).toFixed(1),
    })),
    table('Sign-ins', record.hashing, (each) => ({
      'argon2id MiB': each.mebibytes,
      cores: each.cores,
      'a second': each.signInsPerSecond.toFixed(0),
      'p50 ms': each.p50Ms.toFixed(1),
    })),
    table('GET /me beside sign-ins', record.hashingBeside, (each) => ({
      '': each.title,
      'p50 ms': each.p50Ms.toFixed(2),
      'p99 ms': each.p99Ms.toFixed(2),
      'beside: p50': each.besideP50Ms.toFixed(2),
      'beside: p99': each.besideP99Ms.toFixed(2),
      times: each.times.toFixed(2),
    })),
    table('From start to listening', record.starts, (each) => ({
      '': each.id,
      'median ms': Math.round(each.medianMs),
      'slowest ms': Math.round(each.slowestMs),
    })),
  ]
  return [...tables.filter(Boolean), `Node ${node}, ${cores} cores of ${cpu}.`].join('\n\n')
}

function table<Row>(
  title: string,
  rows: readonly Row[] | undefined,
  cells: (row: Row) => Record<string, string | number>,
): string {
  if (rows === undefined || rows.length === 0) return ''
  const made = rows.map(cells)
  const names = Object.keys(made[0] as object)
  const widths = names.map((name) =>
    Math.max(name.length, ...made.map((row) => String(row[name]).length)),
  )
  const line = (texts: readonly unknown[]) =>
    texts
      .map((text, i) =>
        i === 0 ? String(text).padEnd(widths[i] ?? 0) : String(text).padStart(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd()
  const lines = made.map((row) => line(names.map((name) => row[name])))
  return [title, line(names), ...lines].join('\n')
}
