import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The bearer token, or every value of the cookie, in the order sent. */
export function presentedTokens(request: FastifyRequest, name: string): readonly string[] {
  if (request.bearerToken !== undefined) return [request.bearerToken]
  return request.cookieValues.get(name) ?? []
}
