/**
 * A request line may name the whole address, `GET http://host/path` (RFC 9112 3.2.2). Then its host
 * counts, whatever `Host` says; and the path alone goes on, because router and libraries would each
 * read the rest in a way of their own.
 */
import type { IncomingMessage } from 'node:http'

/** For Fastify's `rewriteUrl`: the path, with `Host` set to the host that the address names. */
export function originForm(request: Pick<IncomingMessage, 'url' | 'headers'>): string {
  const { url = '/' } = request
  if (url.startsWith('/')) return url
  const absolute = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(url)
  if (absolute === null) return url
  const [, authority = '', path = ''] = absolute
  request.headers.host = authority
  return path.startsWith('/') ? path : `/${path}`
}
