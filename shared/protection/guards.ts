/**
 * What every request passes before it reaches its route, in the contract's order: host, origin,
 * length of the address, route and method, what the style cannot do, `Accept`, two carriers at once.
 * (Signed in, and then the body, come after the visitor is recalled.)
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { whyNot } from '../app/app-types.ts'
import type { AuthStyle } from '../auth-style.ts'
import { Problem } from '../problems/problem.ts'
import { noteCarrier, requireOneCarrier } from './carrier.ts'
import { allowReading } from './cors.ts'
import { preferredForm, requireAcceptable } from './negotiation.ts'
import { type OwnOrigins, requireOwnHost } from './own-host.ts'
import { requireOwnPage } from './own-pages.ts'

/** Everyone should be able to take 8,000 octets (RFC 9110 4.1). */
export const ADDRESS_LIMIT_CHARACTERS = 8000

export interface Guarded {
  style: AuthStyle
  bearerOrigins: string[]
  origins: OwnOrigins
  /** Of every answer. */
  headers: Record<string, string>
}

/** The checks that hold for an address of any kind, known or not. */
export function guardEntrance(
  request: FastifyRequest,
  reply: FastifyReply,
  { style, bearerOrigins, origins, headers }: Guarded,
): void {
  reply.headers(headers)
  noteCarrier(request, style)
  request.wants = preferredForm(request) ?? 'json'
  requireOwnHost(request, origins)
  allowReading(request, reply, style, bearerOrigins)
  requireOwnPage(request, style, bearerOrigins)
  if (request.raw.url !== undefined && request.raw.url.length > ADDRESS_LIMIT_CHARACTERS) {
    throw new Problem('uri-too-long', `An address may have ${ADDRESS_LIMIT_CHARACTERS} characters.`)
  }
}

/** The checks of a known route. */
export function guardRoute(request: FastifyRequest, { style }: Guarded): void {
  const { allow, needs } = request.routeOptions.config
  if (request.is404) throw new Problem('not-found', 'There is nothing at this address.')
  if (allow !== undefined && request.method !== 'OPTIONS') {
    const detail = `This address takes ${allow}.`
    throw new Problem('method-not-allowed', detail, { headers: { allow } })
  }
  if (needs !== undefined && !style.can[needs]) {
    throw new Problem('style-cannot', whyNot(style, needs))
  }
  if (request.method === 'OPTIONS') return // has no body to be of any form
  requireAcceptable(request)
  requireOneCarrier(request, style)
}
