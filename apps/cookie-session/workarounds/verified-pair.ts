/**
 * `cookies` takes the first cookie of a name, and when its signature is wrong it clears `.sig`
 * without the attributes that it was set with. So one planted cookie signs its owner out. Here the
 * library gets to see only a pair that verifies, the first there is (contract, rule 9), or none.
 * @see https://github.com/pillarjs/cookies/pull/183
 */
import type { FastifyInstance } from 'fastify'
import { cookieValues } from '../../../shared/config/cookies.ts'

/** Pairs tried are the square of this, so that a header full of cookies costs no more than 64 HMACs. */
const MOST_CANDIDATES = 8

interface Keys {
  verify(data: string, digest: string): boolean
}

export function onlyVerifiedPair(app: FastifyInstance, name: string, keys: Keys) {
  app.addHook('onRequest', (request, _reply, done) => {
    const { cookie } = request.raw.headers
    const values = cookieValues(cookie, name).slice(0, MOST_CANDIDATES)
    const signatures = cookieValues(cookie, `${name}.sig`).slice(0, MOST_CANDIDATES)
    const good = firstGood(name, values, signatures, keys)
    request.raw.headers.cookie = good && `${name}=${good.value}; ${name}.sig=${good.signature}`
    done()
  })
}

function firstGood(name: string, values: string[], signatures: string[], keys: Keys) {
  for (const value of values) {
    for (const signature of signatures) {
      if (keys.verify(`${name}=${value}`, signature)) return { value, signature }
    }
  }
  return undefined
}
