/** The state as the claims of a token, and back: by the names of RFC 7519 and OpenID where they have one. */
import { randomUUID } from 'node:crypto'
import type { VisitorState } from '../../shared/visitor-state.ts'

/** Claims of this server's own tokens. Times are seconds since the epoch. */
export interface Claims extends Pick<VisitorState, 'visits' | 'notes'> {
  exp: number
  sub: string
  role: string
  /** Absent when nobody is signed in, and with it `sub`, `role` and `auth_time`. */
  sid?: string
  auth_time: number
}

export function claimsOf({ visits, notes, expiresAt, signIn }: VisitorState): object {
  const who = signIn && {
    sub: signIn.username,
    role: signIn.role,
    sid: signIn.id,
    auth_time: Math.floor(signIn.signedInAt / 1000),
  }
  return { ...who, visits, notes, exp: Math.ceil(expiresAt / 1000), jti: randomUUID() }
}

export function stateOf(claims: Claims): VisitorState {
  const { visits, notes, exp, sub: username, role, sid: id, auth_time } = claims
  const signIn = id ? { id, username, role, signedInAt: auth_time * 1000 } : undefined
  return { visits, notes, expiresAt: exp * 1000, signIn }
}
