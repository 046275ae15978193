/**
 * Three faults of @fastify/session 11.1.3 about the cookie that a request presents:
 * - of several cookies with its name it takes the first, so a planted one hides the real one;
 * - after a rotation of secrets a cookie signed with an older one is accepted, and in the same
 *   answer cleared, because the id signed anew differs from the one presented;
 * - it sets or clears its cookie in a way of its own after each request: cleared without the
 *   attributes that it was set with, and, when an id was renewed, cleared and set in one answer.
 * So the library sees the first id whose signature holds (contract, rule 9), signed anew with the
 * newest secret, or none; and when the answer goes out it sees none, so it has nothing to clear.
 * An error saves nothing: what the failed request left in the session is dropped with it. And a
 * session that no one saved is taken from it, as it would hash the whole of it to see what changed.
 * @see https://github.com/jshttp/cookie/issues/60 (the first; the parser of @fastify/cookie)
 * @see https://github.com/fastify/session/pull/79 (where its clearing came in; no report of the other two is known)
 */
import { Signer } from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import { cookieValues } from '../../../shared/config/cookies.ts'

export function onlyVerifiedId(app: FastifyInstance, cookieName: string, secrets: string[]) {
  const signer = new Signer(secrets)

  app.addHook('onRequest', (request, _reply, done) => {
    const values = cookieValues(request.headers.cookie, cookieName).map(decode)
    const id = values.length === 1 && secrets.length === 1 ? values[0] : newest(signer, values)
    if (id) request.cookies[cookieName] = id
    else delete request.cookies[cookieName]
    done()
  })
  app.addHook('onSend', (request, _reply, _payload, done) => {
    // Both are null where a request was refused before they were read.
    if (request.cookies) delete request.cookies[cookieName]
    if (!request.session?.isSaved()) request.session = null as never
    done()
  })
  app.addHook('onError', async (request) => {
    request.session = null as never
  })
}

/** Of several, the first whose signature holds, as the newest secret signs it. One alone is the library's to check. */
function newest(signer: Signer, values: string[]): string | undefined {
  for (const value of values) {
    const { valid, value: id } = signer.unsign(value)
    if (valid && id) return signer.sign(id)
  }
  return undefined
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
