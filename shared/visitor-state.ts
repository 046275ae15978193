/** What a server remembers of a visitor, whatever the style. Times are milliseconds since the epoch. */
export interface VisitorState {
  visits: number
  /** Name and text of each note. Pairs, not an object: `__proto__` is a name like others. */
  notes: [name: string, text: string][]
  /** The server ends the state at this time, by its own clock (contract, rule 6). */
  expiresAt: number
  signIn?: SignIn | undefined
}

export interface SignIn {
  /** Random, 128 bits; the same in every credential renewed from this sign-in. */
  id: string
  username: string
  role: string
  signedInAt: number
}

export interface Lifetime {
  idleSeconds: number
  absoluteSeconds: number
}

export type SignedInState = VisitorState & { signIn: SignIn }

/**
 * A state as it came back, which is a state only in its whole shape: what an older version of this
 * server signed or stored is a stranger's, and not an error at whatever member is missing.
 */
export function wholeState(state: VisitorState | undefined): VisitorState | undefined {
  if (state === undefined) return undefined
  const { visits, notes, expiresAt, signIn } = state
  const isWhole = isCount(visits) && isCount(expiresAt) && areNotes(notes) && isSignIn(signIn)
  return isWhole ? state : undefined
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function areNotes(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((note) => Array.isArray(note) && note.length === 2 && note.every(isText))
  )
}

function isSignIn(value: SignIn | undefined): boolean {
  if (value === undefined) return true
  if (value === null || typeof value !== 'object') return false
  const { id, username, role, signedInAt } = value
  const isRole = ROLES.some((known) => known === role)
  return isText(id) && isText(username) && isRole && isCount(signedInAt)
}

const isText = (value: unknown) => typeof value === 'string'

/** A visitor of whom nothing is known. */
export function stranger(): VisitorState {
  return { visits: 0, notes: [], expiresAt: 0 }
}

export function isSignedIn(state: VisitorState | undefined): state is SignedInState {
  return state?.signIn !== undefined
}

/** The same state with its end moved: idle time from now, never past the absolute time (rule 6). */
export function extended(state: VisitorState, lifetime: Lifetime, now: number): VisitorState {
  const idleEnd = now + lifetime.idleSeconds * 1000
  const absoluteEnd = state.signIn
    ? state.signIn.signedInAt + lifetime.absoluteSeconds * 1000
    : Number.POSITIVE_INFINITY
  return { ...state, expiresAt: Math.min(idleEnd, absoluteEnd) }
}

/**
 * The state as large as the server itself could make it. A note is measured in this form, so that
 * counting visits or a new role never pushes a full state over the limit (contract, `PUT /notes`).
 */
export function grownByServer(state: VisitorState): VisitorState {
  const signIn = state.signIn && { ...state.signIn, role: LONGEST_ROLE }
  return { ...state, visits: Number.MAX_SAFE_INTEGER, ...(signIn && { signIn }) }
}

/** The roles there are; a role's length counts in a state that is carried by the client. */
export const ROLES = ['member', 'admin'] as const
export type Role = (typeof ROLES)[number]
const LONGEST_ROLE = ROLES.reduce((a, b) => (b.length > a.length ? b : a))
