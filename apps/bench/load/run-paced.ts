/**
 * Open-loop load: requests come at their times, whatever the answers before them take. A closed loop would ask
 * less while the server is slow, and so see less of it.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Asked, Connection } from './connection.ts'

interface Pace {
  perSecond: number
  seconds: number
}

/**
 * @param connections enough of them that one is free when a request is due; else it waits, and that counts
 * @returns milliseconds from when each was due to its whole answer, in ascending order
 * @throws the first error of any connection
 */
export async function runPaced(
  connections: readonly Connection[],
  next: (index: number) => Asked,
  { perSecond, seconds }: Pace,
): Promise<Float64Array> {
  const count = perSecond * seconds
  const free = [...connections]
  const waiting: (() => void)[] = []
  const beganMs = performance.now()
  const each = async (index: number) => {
    const dueMs = beganMs + ((index + within(index)) * 1000) / perSecond
    // A timer may be a millisecond early.
    for (let left = dueMs - performance.now(); left > 0; left = dueMs - performance.now())
      await delay(left)
    while (free.length === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    const connection = free.pop() as Connection
    try {
      await connection.ask(next(index))
      return performance.now() - dueMs
    } finally {
      free.push(connection)
      waiting.shift()?.()
    }
  }
  const all = await Promise.all(Array.from({ length: count }, (_, index) => each(index)))
  return Float64Array.from(all).sort()
}

/**
 * Where in its share of the time a request comes, from 0 to 1: the golden ratio's multiples are spread evenly and
 * never in step with anything. At even times each tenth question would meet a sign-in that comes at even times, too.
 */
function within(index: number): number {
  return (index * 0.618_033_988_75) % 1
}
