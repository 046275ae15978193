/** What a step came to at one column, in a word: what can be compared, and predicted. */
import type { Frame } from './frame.ts'

export const OUTCOMES = {
  known: 'knows who I am',
  stranger: 'does not know who I am',
  done: 'does what it was asked to',
  refused: 'refuses',
  failed: 'can not answer',
} as const

export type Outcome = keyof typeof OUTCOMES | 'event'

/** `event`: something was done from outside, and nobody asked the server anything. */
export function kindOf(frame: Frame): Outcome {
  if (frame.fault !== null) return 'failed'
  if (frame.wire === null) return 'event'
  const { request, response } = frame.wire
  const { status } = response
  if (status >= 500) return 'failed'
  // 401 is the answer to who is not signed in; at a sign-in it is a refusal.
  if (status >= 400 && (status !== 401 || request.head.startsWith('POST /login'))) return 'refused'
  if (frame.user !== null) return 'known'
  return status === 204 ? 'done' : 'stranger'
}

export function outcomeOf(frame: Frame | undefined): string {
  if (frame === undefined) return ''
  if (frame.fault !== null) return 'no server'
  const status = frame.wire?.response.status
  return {
    known: `signed in as ${frame.user} (${frame.role})`,
    stranger: 'not signed in',
    done: 'done',
    event: 'done',
    refused: `refused: ${status}`,
    failed: `does not know: ${status}`,
  }[kindOf(frame)]
}
