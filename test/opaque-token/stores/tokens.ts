import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { cookieValues } from '../../../shared/config/cookies.ts'

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The bearer token, or every value of the cookie, in the order sent. */
export function presentedTokens({ bearerToken, headers }: FastifyRequest, name: string): string[] {
  return bearerToken === undefined ? cookieValues(headers.cookie, name) : [bearerToken]
}
