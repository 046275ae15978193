/**
 * What a remedy gives a style to carry beside the state. A style carries the members of a `VisitorState` and
 * no others (jwt makes a claim of each), and is to know nothing of remedies: so two values travel inside a
 * member that is named for something else, under the style's own signature. Here alone they go in and come out.
 *
 * - The access time stands behind the sign-in's id: `ID.MILLISECONDS`. The state's own end (idle and absolute
 *   time) stays where it is: it is the state that must not be lost when the short time is over.
 * - A sealed state is the text of the only note of another state, of which the style needs the end alone.
 */
import type { VisitorState } from '../visitor-state.ts'

const WITH_TIME = /^(.+)\.(\d{13})$/
/** Name of the one note that a sealed state is the text of. */
const SEALED = 'sealed'

/**
 * The state as the style gets it. Nobody signed in, or no time: as it is.
 * @param untilMs until when the credential signs its visitor in
 */
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

/** The state that the style gets in place of a sealed one. */
export function aroundSealed(jwe: string, expiresAt: number): VisitorState {
  return { visits: 0, notes: [[SEALED, jwe]], expiresAt }
}

/** What is sealed in the state that the style gives back; undefined where nothing is. */
export function sealedIn(state: VisitorState | undefined): string | undefined {
  const [name, jwe] = state?.notes[0] ?? []
  return name === SEALED ? jwe : undefined
}
