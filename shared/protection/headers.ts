/**
 * Headers of every answer (contract, rules 10 and 15; ASVS 3.4). They are the same for each, so they
 * stand here once: for what a hook answers, for what Fastify refuses before any hook, and for what
 * Node's parser refuses before Fastify.
 */

/** No script at all; styles, pictures and forms from and to here alone; no framing. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** @param https HSTS only where there is HTTPS (RFC 6797 7.2) */
export function commonHeaders(https: boolean): Record<string, string> {
  return {
    'cache-control': 'no-store', // a static file says otherwise
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Not `no-referrer`: it makes browsers send `Origin: null` from this site's own forms (Fetch 4.1).
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  }
}
