/** Settings with which jwt signs by a key pair, what the server then publishes, and who can do what with it. */
import { createPublicKey, type JsonWebKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { percentDecoded } from '../../../shared/visitor/credential.ts'
import type { Person } from '../person.ts'

/** An origin whose pages may sign in for a bearer token. */
export const APP = 'https://app.example.test'

/** One set for all, so that they share servers. */
export const PUBLIC_KEYS = { JWT_ALGORITHM: 'ES256', BEARER_ORIGINS: APP } as const

export interface Keys {
  readonly keys?: readonly (JsonWebKey & { readonly kid?: string })[]
}

/** None where the server publishes none. */
export async function publishedKeys(person: Person): Promise<Keys> {
  const answer = await person.get('/.well-known/jwks.json')
  return answer.status === 200 ? (JSON.parse(answer.body) as Keys) : {}
}

/** Whom a third party takes the owner for, who shows it the cookies: by published keys, without a question to the server. */
export function verifiedBy(keys: Keys, owner: Person): string | undefined {
  for (const { value } of owner.cookies()) {
    for (const jwk of keys.keys ?? []) {
      try {
        const key = createPublicKey({ key: jwk, format: 'jwk' })
        const { sub } = jwt.verify(percentDecoded(value), key, { algorithms: ['ES256'] }) as {
          sub?: string
        }
        if (sub !== undefined) return sub
      } catch {
        // no token of this key
      }
    }
  }
  return undefined
}
