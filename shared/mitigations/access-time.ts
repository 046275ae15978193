/**
 * Until when a credential signs its visitor in, written behind the sign-in's id: `ID.MILLISECONDS`. So it
 * is under the style's own signature, in whatever form the style has, and the style needs to know nothing
 * of it. The state's own end (idle and absolute time) stays where it is: it is the state that must not be
 * lost when the short time is over.
 */
import type { VisitorState } from '../visitor-state.ts'

const WITH_TIME = /^(.+)\.(\d{13})$/

/** The state as the style gets it. Nobody signed in, or no time: as it is. */
export function withAccessTime(state: VisitorState, untilMs: number | undefined): VisitorState {
  if (state.signIn === undefined || untilMs === undefined) return state
  return { ...state, signIn: { ...state.signIn, id: `${state.signIn.id}.${untilMs}` } }
}

/** The state as everyone else knows it, and the time, where the style's credential has one. */
export function splitAccessTime(state: VisitorState): { state: VisitorState; untilMs?: number } {
  const [, id, untilMs] = WITH_TIME.exec(state.signIn?.id ?? '') ?? []
  if (state.signIn === undefined || id === undefined) return { state }
  return { state: { ...state, signIn: { ...state.signIn, id } }, untilMs: Number(untilMs) }
}
