/**
 * The server knows its own origin by configuration, never by `Host` (contract, rule 7): a name that
 * someone else points at this address gets 421, so it can't read the pages as its own (DNS rebinding).
 */
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config/load.ts'
import { Problem } from '../problems/problem.ts'

/** Finds the own origin for a `Host`, or undefined for a host that this server is not. */
export type OwnOrigins = (host: string | undefined) => string | undefined

/** The origins that this server has: the public one, or without it this machine's own names. */
export function ownOrigins(config: Config, port: () => number): OwnOrigins {
  const { publicOrigin } = config
  if (publicOrigin !== undefined) {
    const { host, protocol } = new URL(publicOrigin)
    return (asked) => (normalHost(asked, protocol) === host ? publicOrigin : undefined)
  }
  const names = ['localhost', '127.0.0.1', '[::1]']
  return (asked) => {
    const host = normalHost(asked, 'http:')
    const name = names.find((name) => host === normalHost(`${name}:${port()}`, 'http:'))
    return name && `http://${host}`
  }
}

/** @throws Problem `misdirected-request`, or `invalid-request` when there are several */
export function requireOwnHost(
  request: FastifyRequest,
  origins: OwnOrigins,
  anyHost = request.routeOptions.config?.anyHost,
): void {
  if (hostCount(request.raw.rawHeaders) > 1) {
    throw new Problem('invalid-request', 'A request has one `Host` (RFC 9112 3.2).')
  }
  const origin = origins(request.host)
  if (origin !== undefined) request.ownOrigin = origin
  else if (anyHost !== true) {
    const detail = 'This server does not answer for that host: its `PUBLIC_ORIGIN` decides.'
    throw new Problem('misdirected-request', detail)
  }
}

/** Node keeps the first and drops the others; a proxy on the way may have read another. */
function hostCount(rawHeaders: string[]): number {
  return rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length
}

/** Lower case, without the scheme's own port (RFC 9110 4.2.3); undefined for what is no host. */
function normalHost(host: string | undefined, protocol: string): string | undefined {
  if (host === undefined || /[/?#@\\\s]/.test(host)) return undefined
  return URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : undefined
}
