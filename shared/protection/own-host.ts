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
  const protocol = publicOrigin === undefined ? 'http:' : new URL(publicOrigin).protocol
  let byHost = new Map<string, string>()
  let madeFor: number | undefined
  return (asked) => {
    if (asked === undefined) return undefined
    if (madeFor !== port()) {
      madeFor = port()
      byHost = new Map(
        originsAt(publicOrigin, madeFor).map((origin) => [new URL(origin).host, origin]),
      )
    }
    // Nearly every request names its host in the normal form; a URL made of each takes 2 to 3 us (docs/decisions/bench.md).
    return byHost.get(asked) ?? byHost.get(normalHost(asked, protocol) ?? '')
  }
}

function originsAt(publicOrigin: string | undefined, port: number): string[] {
  if (publicOrigin !== undefined) return [publicOrigin]
  const names = ['localhost', '127.0.0.1', '[::1]']
  return names.map((name) => new URL(`http://${name}:${port}`).origin)
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
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1
  }
  return count
}

/** Lower case, without the scheme's own port (RFC 9110 4.2.3); undefined for what is no host. */
function normalHost(host: string, protocol: string): string | undefined {
  if (/[/?#@\\\s]/.test(host)) return undefined
  return URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : undefined
}
