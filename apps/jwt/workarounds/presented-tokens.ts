/**
 * @fastify/cookie hands out the first of several cookies of one name, so a planted one hides the
 * real one. The contract lets the first that verifies count (rule 9), so every value is looked at.
 * RFC 6265bis 4.2.2: servers should not rely on the order of cookies with one name.
 * @see https://github.com/jshttp/cookie/issues/60 (the parser of @fastify/cookie)
 */
import type { FastifyRequest } from 'fastify'
import { cookieValues } from '../../../shared/config/cookies.ts'

/** The bearer token, or every value of the cookie, in the order sent. */
export function presentedTokens(request: FastifyRequest, cookieName: string): string[] {
  if (request.bearerToken !== undefined) return [request.bearerToken]
  return cookieValues(request.headers.cookie, cookieName)
}
