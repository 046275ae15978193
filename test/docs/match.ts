/** Compares an answer with the documented one, in which `‹…›` marks what differs from run to run. */

const VARYING = /‹[^‹›]+›/

/**
 * The answer as the document would have it: each line that fits is written as it stands there, each
 * other as it came. So it equals the documented answer exactly when all of it fits.
 */
export function asDocumented(documented: string, answer: string): string {
  const expected = documented.split('\n')
  return answer
    .split('\n')
    .map((line, i) => (fits(expected[i], line) ? expected[i] : line))
    .join('\n')
}

function fits(expected: string | undefined, line: string): boolean {
  if (expected === undefined) return false
  const parts = expected.split(VARYING).map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`, 's').test(line)
}
