/**
 * The lab starts and stops processes for whoever can reach it, so only who is on this machine can (any program and any
 * user of it: it is for one person's machine), and no other site's page in a browser there: it listens on loopback,
 * answers to its own names alone (a name that someone points here is another origin: DNS rebinding), and of browsers
 * hears its own page only (ASVS 3.5.1, Fetch metadata).
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
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

export function protect(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    const why = refusal(request, portOf(app))
    if (why === undefined) return undefined
    return problem(reply, why.status, why.detail)
  })
}

function refusal(
  { method, headers, host }: FastifyRequest,
  port: number,
): { status: number; detail: string } | undefined {
  const own = NAMES.map((name) => (port === 80 ? name : `${name}:${port}`))
  if (!own.includes(host.toLowerCase())) {
    const detail = `The lab answers to ${own.join(', ')}.`
    return { status: 421, detail }
  }
  if (method === 'GET' || method === 'HEAD') return undefined
  const site = headers['sec-fetch-site']
  const isOwnPage =
    headers.origin === `http://${host}` && (site === undefined || site === 'same-origin')
  if (isOwnPage) return undefined
  const detail = 'Only the lab’s own page may ask for this.'
  return { status: 403, detail }
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
