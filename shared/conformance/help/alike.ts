import type { CaseContext } from '../context.ts'

/** What stands between white space, quotes and brackets: a nonce, a request id, a time is one word. */
function wordsOf(text: string): string[] {
  return text.split(/[\s"'<>]+/)
}

/**
 * Requires that a text tells no more than another one does. What differs between two texts of the
 * first kind differs by itself, as a nonce, a request id or the time do, and is not looked at.
 *
 * @param pair two texts of the first kind, one asked for before the other kind and one after it, so
 *   that what moves on with time differs between them as well
 */
export function expectAlike(
  context: CaseContext,
  pair: readonly [before: string, after: string],
  wanted: string,
  subject: string,
): void {
  const [before, after] = [wordsOf(pair[0]), wordsOf(pair[1])]
  const other = wordsOf(wanted)
  if (before.length !== after.length) context.notJudged(`a ${subject} that is as long each time`)
  const differing = other.findIndex((word, at) => before[at] === after[at] && before[at] !== word)
  const at = differing >= 0 ? differing : Math.min(before.length, other.length)
  const isAlike = differing < 0 && before.length === other.length
  const from = Math.max(0, at - 3)
  const show = (words: readonly string[]) => JSON.stringify(words.slice(from, at + 5).join(' '))
  context.expect.that(isAlike, subject, show(other), show(before))
}
