/**
 * What every request passes before it reaches its route, in the contract's order: host, origin,
 * length of the address, route and method, what the style cannot do, `Accept`, two carriers at once.
 * (Signed in, and then the body, come after the visitor is recalled.)
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { whyNot } from '../app/app-types.ts'
import type { AuthStyle } from '../auth-style.ts'
import { cookieValues } from '../config/cookies.ts'
import { Problem } from '../problems/problem.ts'
import type { Address, AddressOf } from './addresses.ts'
import { noteCarrier, requireOneCarrier } from './carrier.ts'
import { allowReading } from './cors.ts'
import { preferredForm, requireAcceptable } from './negotiation.ts'
import { type OwnOrigins, requireOwnHost } from './own-host.ts'
import { requireOwnPage } from './own-pages.ts'

/** Everyone should be able to take 8,000 octets (RFC 9110 4.1). */
const ADDRESS_LIMIT_CHARACTERS = 8000

export interface Guarded {
  style: AuthStyle
  bearerOrigins: string[]
  origins: OwnOrigins
  addressOf: AddressOf
  /** Of every answer. */
  headers: Record<string, string>
}

/** The checks that hold for an address of any kind, known or not. */
export function guardEntrance(
  request: FastifyRequest,
  reply: FastifyReply,
  { style, bearerOrigins, origins, headers, addressOf }: Guarded,
): void {
  reply.headers(headers)
  request.cookieValues = cookieValues(request.headers.cookie)
  noteCarrier(request, style)
  request.wants = preferredForm(request)
  const address = request.is404 ? addressOf(request.url) : undefined
  requireOwnHost(request, origins, address?.anyHost)
  allowReading(request, reply, style, bearerOrigins, address?.allow)
  requireOwnPage(request, style, bearerOrigins)
  if (request.raw.url !== undefined && request.raw.url.length > ADDRESS_LIMIT_CHARACTERS) {
    throw new Problem('uri-too-long', `An address may have ${ADDRESS_LIMIT_CHARACTERS} characters.`)
  }
}

/** Answers what no route does, and checks what each route asks. */
export function guardRoute(
  request: FastifyRequest,
  reply: FastifyReply,
  { style, addressOf }: Guarded,
): FastifyReply | undefined {
  if (request.is404) return answerOther(request, reply, addressOf(request.url))
  const { needs } = request.routeOptions.config
  if (needs !== undefined && !style.can[needs]) {
    throw new Problem('style-cannot', whyNot(style, needs))
  }
  requireAcceptable(request)
  requireOneCarrier(request, style)
  return undefined
}

function answerOther(
  request: FastifyRequest,
  reply: FastifyReply,
  address: Address | undefined,
): FastifyReply {
  if (address === undefined) throw new Problem('not-found', 'There is nothing at this address.')
  const { allow } = address
  if (request.method === 'OPTIONS') return reply.code(204).header('allow', allow).send()
  throw new Problem('method-not-allowed', `This address takes ${allow}.`, { headers: { allow } })
}
