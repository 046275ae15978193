/**
 * `cookies` takes the first cookie of a name, and when its signature is wrong it clears `.sig`
 * without the attributes that it was set with. So one planted cookie signs its owner out. Here the
 * library gets to see only a pair that verifies, the first there is (contract, rule 9), or none.
 * @see https://github.com/pillarjs/cookies/pull/183
 */
import type { FastifyRequest } from 'fastify'

/** Pairs tried are the square of this, so that a header full of cookies costs no more than 64 HMACs. */
const MAX_CANDIDATES = 8

interface Keys {
  verify(data: string, digest: string): boolean
}

/** @returns the `Cookie` header of a request as the library is to see it */
export function onlyVerifiedPair(name: string, keys: Keys) {
  return ({ cookieValues }: FastifyRequest): string | undefined => {
    const signatures = candidates(cookieValues.get(`${name}.sig`))
    for (const value of candidates(cookieValues.get(name))) {
      for (const signature of signatures) {
        const pair = `${name}=${value}`
        if (keys.verify(pair, signature)) return `${pair}; ${name}.sig=${signature}`
      }
    }
    return undefined
  }
}

function candidates(values: readonly string[] = []): readonly string[] {
  return values.slice(0, MAX_CANDIDATES)
}
