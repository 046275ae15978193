/** Closed-loop load: each connection has one request under way at any time. */
import type { Asked, Connection } from './connection.ts'

export interface LoadResult {
  requests: number
  seconds: number
  /** Milliseconds from the request to its whole answer, of each, in ascending order. */
  latenciesMs: Float64Array
}

interface LoadOptions {
  /** Ends it; what is under way is waited for. */
  until: (sent: number) => boolean
  onAnswer?: (index: number, answer: string) => void
}

/**
 * @param next what is asked, by a count that goes up over all connections
 * @throws the first error of any connection, with nothing under way any more on the others
 */
export async function runLoad(
  connections: readonly Connection[],
  next: (index: number) => Asked,
  { until, onAnswer }: LoadOptions,
): Promise<LoadResult> {
  const latencies: number[] = []
  let sent = 0
  const began = performance.now()
  const each = (connection: Connection) => {
    return new Promise<void>((resolve, reject) => {
      const again = () => {
        if (until(sent)) return resolve()
        const index = sent
        sent += 1
        const askedAt = performance.now()
        connection.send(
          next(index),
          (answer) => {
            latencies.push(performance.now() - askedAt)
            onAnswer?.(index, answer)
            again()
          },
          reject,
        )
      }
      again()
    })
  }
  const ends = await Promise.allSettled(connections.map(each))
  const seconds = (performance.now() - began) / 1000
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return { requests: latencies.length, seconds, latenciesMs: Float64Array.from(latencies).sort() }
}

/** @param share 0.5 for the median; of values in ascending order */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
