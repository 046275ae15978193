/** The shapes that several routes share. A route's schema makes its checks, its types and its OpenAPI. */
import type { TSchema } from 'typebox'
import { PROBLEMS } from '../problems/codes.ts'
import { Type } from '../type.ts'
import { ROLES } from '../visitor-state.ts'

const closed = { additionalProperties: false }

export const User = Type.Object({
  username: Type.String(),
  role: Type.Enum([...ROLES]),
})

/** ISO 8601, UTC. */
export const Time = Type.String({ format: 'date-time' })

/** What answers to bearer requests carry when the state changed; absent with a cookie. */
export const FRESH = {
  token: Type.Optional(Type.String({ description: 'Bearer requests only: the fresh token.' })),
  expiresAt: Type.Optional(Time),
}
export const Fresh = Type.Object(FRESH)

export const NoteName = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' })
export const Note = Type.Object({ name: NoteName, text: Type.String() }, closed)

export const Username = Type.String({ minLength: 1, maxLength: 64 })
export const Password = Type.String({ minLength: 1, maxLength: 256 })

/** A body with these members and no others. */
export function Body<Members extends Record<string, TSchema>>(members: Members) {
  return Type.Object(members, closed)
}

/** No body, or one without members. */
export const EmptyBody = Type.Union([Type.Null(), Type.Object({}, closed)])

export const NoContent = Type.Null({ description: 'Done.' })
export const SeeOther = Type.Null({ description: 'Done; for a browser, the page to see next.' })

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.Enum(Object.keys(PROBLEMS)),
    reason: Type.Optional(Type.String()),
    limitBytes: Type.Optional(Type.Integer()),
    wouldNeedBytes: Type.Optional(Type.Integer()),
  },
  { description: 'An error (RFC 9457).' },
)
