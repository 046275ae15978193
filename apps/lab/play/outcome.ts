/** What came of it, in a few words: where they differ, the columns do. */
import type { Frame } from './frame.ts'

export function outcomeOf(frame: Frame | undefined): string {
  if (frame === undefined) return ''
  if (frame.wire === null) return 'done'
  const { status } = frame.wire.response
  if (status >= 500) return `does not know: ${status}`
  if (status >= 400 && status !== 401) return `refused: ${status}`
  if (frame.user !== null) return `signed in as ${frame.user}`
  return status === 204 ? 'done' : 'a stranger'
}
