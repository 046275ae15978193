/** How a request brings its credential: in the style's cookie, or as a bearer token (contract, rule 3). */
import type { FastifyRequest } from 'fastify'
import type { AuthStyle } from '../auth-style.ts'
import { Problem } from '../problems/problem.ts'

/** RFC 6750 2.1; the scheme's name is case-insensitive (RFC 9110 11.1). */
const BEARER = /^bearer(?: +(.*))?$/i

/** Notes a bearer token, where the style carries one; to others it is no credential. */
export function noteCarrier(request: FastifyRequest, style: AuthStyle): void {
  if (!style.carriers.includes('bearer')) return
  const bearer = BEARER.exec(request.headers.authorization ?? '')
  if (bearer === null) return
  request.bearerToken = bearer[1] ?? ''
  request.carrier = 'bearer'
}

/** Whether the request brings any cookie of this style, good or bad. */
export function bringsOwnCookie({ cookieValues }: FastifyRequest, style: AuthStyle): boolean {
  return style.cookies.some((name) => cookieValues.has(name))
}

/** @throws Problem `invalid-request` when a token, or a wish for one, comes beside the style's own cookie */
export function requireOneCarrier(request: FastifyRequest, style: AuthStyle): void {
  if (request.carrier === 'bearer' && bringsOwnCookie(request, style)) {
    throw new Problem('invalid-request', 'Send a bearer token or the cookie, not both.')
  }
}
