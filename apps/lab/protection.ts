/**
 * The lab starts and stops processes for whoever can reach it, so only who is on this machine can (any program and any
 * user of it: it is for one person's machine), and no other site's page in a browser there: it listens on loopback,
 * answers to its own names alone (a name that someone points here is another origin: DNS rebinding), and of browsers
 * hears its own page only (ASVS 3.5.1, Fetch metadata). `LAB_PUBLIC_ORIGIN` adds one name: where a forwarded port is visited.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { originIn } from './conformance/judged-origins.ts'
import { problem } from './routes/problem.ts'

/** Own scripts, styles and answers; nothing inline, nothing from elsewhere, and nobody's frame. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types documents', // what the page is given as HTML: the lab's own documents, rendered
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const NAMES = ['localhost', '127.0.0.1', '[::1]']

/**
 * The origin at which a browser reaches the lab through a forwarded port.
 * @throws Error where the setting is not an origin
 */
export function publicOriginIn({ LAB_PUBLIC_ORIGIN = '' }: NodeJS.ProcessEnv): string | undefined {
  if (LAB_PUBLIC_ORIGIN === '') return undefined
  const url = originIn(LAB_PUBLIC_ORIGIN)
  if (url !== undefined) return url.origin
  throw new Error(
    'LAB_PUBLIC_ORIGIN must be an origin such as https://lab.example.org, without a path.',
  )
}

export function protect(app: FastifyInstance, publicOrigin?: string): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    const why = refusal(request, portOf(app), publicOrigin)
    if (why === undefined) return undefined
    return problem(reply, why.status, why.detail)
  })
}

function refusal(
  { method, headers, host }: FastifyRequest,
  port: number,
  publicOrigin: string | undefined,
): { status: number; detail: string } | undefined {
  const origins = NAMES.map((name) => new URL(`http://${name}:${port}`).origin)
  if (publicOrigin !== undefined) origins.push(publicOrigin)
  const hosts = origins.map((origin) => new URL(origin).host)
  const index = hosts.indexOf(host.toLowerCase())
  if (index === -1) {
    const detail = `The lab answers to ${hosts.join(', ')}. Behind a forwarded port, LAB_PUBLIC_ORIGIN names the origin in the browser's address bar.`
    return { status: 421, detail }
  }
  if (method === 'GET' || method === 'HEAD') return undefined
  const site = headers['sec-fetch-site']
  // A forwarder may rewrite `Host` or `Origin` and leave the other; then the browser's own word has to be there as well.
  const mayBeRewritten = publicOrigin !== undefined && site !== undefined
  const own = mayBeRewritten ? origins : origins.slice(index, index + 1)
  if (own.includes(headers.origin ?? '') && (site === undefined || site === 'same-origin')) {
    return undefined
  }
  const detail = 'Only the lab’s own page may ask for this.'
  return { status: 403, detail }
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
