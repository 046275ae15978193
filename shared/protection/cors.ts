/**
 * Other origins on the allow-list may sign in for a bearer token and read answers to bearer requests
 * (contract, rule 3). Cookies never travel that way: `Access-Control-Allow-Credentials` is never sent.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuthStyle } from '../auth-style.ts'
import { bringsOwnCookie } from './carrier.ts'

const PREFLIGHT_SECONDS = 600

/**
 * Adds the CORS headers (Fetch 3.3) where this request's origin may read the answer.
 * @param allow the methods that the address takes, for a preflight
 */
export function allowReading(
  request: FastifyRequest,
  reply: FastifyReply,
  style: AuthStyle,
  bearerOrigins: string[],
  allow = '',
): void {
  if (!style.carriers.includes('bearer') || bearerOrigins.length === 0) return
  reply.header('vary', 'Origin')
  const { origin } = request.headers
  if (origin === undefined || !bearerOrigins.includes(origin)) return
  if (bringsOwnCookie(request, style)) return
  const preflight =
    request.method === 'OPTIONS' && 'access-control-request-method' in request.headers
  const forToken = request.bearerToken !== undefined || request.routeOptions.url === '/login'
  if (!preflight && !forToken) return
  reply.header('access-control-allow-origin', origin)
  if (preflight) {
    reply.header('access-control-allow-methods', allow)
    reply.header('access-control-allow-headers', 'authorization, content-type')
    reply.header('access-control-max-age', PREFLIGHT_SECONDS)
  } else {
    reply.header('access-control-expose-headers', 'retry-after, www-authenticate')
  }
}
