/** An exchange as the text that went over the connection. */
import type { Exchange, HeaderLines } from '../../../shared/visitor/exchange.ts'
import type { Wire } from './frame.ts'

/** A page of HTML is not what is looked at here. */
const MOST_BODY_CHARACTERS = 4000

export function wireOf({ request, response, milliseconds }: Exchange): Omit<Wire, 'signature'> {
  const { pathname, search } = new URL(request.url)
  return {
    request: {
      head: head(`${request.method} ${pathname}${search} HTTP/1.1`, request.headers),
      body: short(request.body ?? ''),
    },
    response: {
      status: response.status,
      head: head(`HTTP/1.1 ${response.status}`, response.headers),
      body: short(response.body),
    },
    milliseconds,
  }
}

function head(first: string, headers: HeaderLines): string {
  return [first, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n')
}

function short(body: string): string {
  if (body.length <= MOST_BODY_CHARACTERS) return body
  return `${body.slice(0, MOST_BODY_CHARACTERS)}… (${body.length} characters)`
}
