/** A median, and how sure of it one can be. */

export interface Interval {
  median: number
  low: number
  high: number
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/**
 * The median with an interval of 95 % that supposes nothing of how the values are spread: from the k-th
 * smallest to the k-th largest, where k is the largest for which the chance that the true median lies
 * outside is at most 5 % (the sign test's interval). Of fewer than six values it is all of them.
 */
export function medianInterval(values: readonly number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b)
  const drop = droppedAtEachEnd(sorted.length)
  return {
    median: median(sorted),
    low: sorted[drop] ?? Number.NaN,
    high: sorted[sorted.length - 1 - drop] ?? Number.NaN,
  }
}

function droppedAtEachEnd(count: number): number {
  let outside = 0 // the chance that so few values are below the true median
  let chance = 0.5 ** count
  for (let below = 0; below < count / 2; below += 1) {
    outside += chance
    if (2 * outside > 0.05) return Math.max(0, below - 1)
    chance = (chance * (count - below)) / (below + 1)
  }
  return 0
}

export function overlap(a: Interval, b: Interval): boolean {
  return a.low <= b.high && b.low <= a.high
}
