/**
 * Only the site's own pages change state (contract, rule 7; ASVS 3.5.1 to 3.5.3): against requests
 * that another site makes a visitor's browser send, with the visitor's cookies.
 */
import type { FastifyRequest } from 'fastify'
import type { AuthStyle } from '../auth-style.ts'
import { Problem } from '../problems/problem.ts'
import { bringsOwnCookie } from './carrier.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const OWN_SITES = new Set(['same-origin', 'none'])

/** @throws Problem `cross-origin` */
export function requireOwnPage(
  request: FastifyRequest,
  style: AuthStyle,
  bearerOrigins: string[],
): void {
  if (SAFE_METHODS.has(request.method)) return
  const cookie = bringsOwnCookie(request, style)
  // A page elsewhere can't make a browser add this header without asking first (CORS preflight).
  if (request.bearerToken !== undefined && !cookie) return
  if (isOwnPage(request)) return
  const { origin = '' } = request.headers
  const mayAskForToken = style.carriers.includes('bearer') && bearerOrigins.includes(origin)
  if (mayAskForToken && !cookie && request.routeOptions.url === '/login') {
    request.onlyForBearer = true
    return
  }
  throw new Problem('cross-origin', "Only this site's own pages may do that.")
}

/** By Fetch Metadata where the browser sends it, otherwise by `Origin` (which may be absent: no browser). */
function isOwnPage(request: FastifyRequest): boolean {
  const { 'sec-fetch-site': site, origin } = request.headers
  if (site !== undefined) return OWN_SITES.has(String(site))
  return origin === undefined || origin === request.ownOrigin
}
