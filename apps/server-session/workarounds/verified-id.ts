/**
 * Three faults of @fastify/session 11.1.3 about the cookie that a request presents:
 * - of several cookies with its name it takes the first, so a planted one hides the real one;
 * - after a rotation of secrets a cookie signed with an older one is accepted, and in the same
 *   answer cleared, because the id signed anew differs from the one presented;
 * - it sets or clears its cookie in a way of its own after each request: cleared without the
 *   attributes that it was set with, and, when an id was renewed, cleared and set in one answer.
 * So the library sees the first id whose signature holds (contract, rule 9), or none; and when the
 * answer goes out it sees none, so it has nothing to clear.
 * An error saves nothing: what the failed request left in the session is dropped with it. And a
 * session that no one saved is taken from it, as it would hash the whole of it to see what changed.
 *
 * It takes the id from `request.cookies` and from nowhere else, so these hooks have to stand between
 * that of @fastify/cookie, which makes it, and its own. That is why it gets its signer from here.
 * @see https://github.com/jshttp/cookie/issues/60 (the first; the parser of @fastify/cookie)
 * @see https://github.com/fastify/session/pull/79 (where its clearing came in; no report of the other two is known)
 */
import { Signer } from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'

/**
 * Call after @fastify/cookie is registered.
 * @returns the `secret` for @fastify/session
 */
export function onlyVerifiedId(app: FastifyInstance, cookieName: string, secrets: string[]) {
  if (!app.hasRequestDecorator('cookies')) throw new Error('@fastify/cookie comes before this')
  const signer = new Signer(secrets)
  /** What a hook has found good, until the library asks for it: in the same turn, so by the same request. */
  let shown: Verified | undefined

  app.addHook('onRequest', (request, _reply, done) => {
    const values = (request.cookieValues.get(cookieName) ?? []).map(decode)
    shown = firstGood(signer, values)
    if (shown) request.cookies[cookieName] = shown.signed
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
  return {
    sign: (id: string) => signer.sign(id),
    unsign(signed: string) {
      const unsigned = shown?.signed === signed ? shown.unsigned : signer.unsign(signed)
      shown = undefined
      return unsigned
    },
  }
}

interface Verified {
  signed: string
  unsigned: ReturnType<Signer['unsign']>
}

function firstGood(signer: Signer, values: string[]): Verified | undefined {
  for (const signed of values) {
    const unsigned = signer.unsign(signed)
    if (unsigned.valid && unsigned.value) return { signed, unsigned }
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
