/** How often the first of a pair was the greater one, and how unlikely that is by chance alone. */
interface SignTest {
  readonly pairs: number
  readonly firstGreater: number
  /** Two-sided probability of a split at least as uneven, were both alike. */
  readonly probability: number
}

/** The sign test of paired values: it asks only which one is greater, so outliers do not sway it. */
export function signTest(pairs: readonly (readonly [first: number, second: number])[]): SignTest {
  const uneven = pairs.filter(([first, second]) => first !== second)
  const firstGreater = uneven.filter(([first, second]) => first > second).length
  const extreme = Math.max(firstGreater, uneven.length - firstGreater)
  let tail = 0
  for (let count = extreme; count <= uneven.length; count += 1) {
    tail += choose(uneven.length, count) / 2 ** uneven.length
  }
  return { pairs: uneven.length, firstGreater, probability: Math.min(1, 2 * tail) }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0]
  return (low + high) / 2
}

function choose(of: number, count: number): number {
  let result = 1
  for (let each = 1; each <= count; each += 1) result = (result * (of - count + each)) / each
  return result
}
