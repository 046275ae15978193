/** Settings with which jwt signs by a key pair, and what the server then publishes. */
import type { JsonWebKey } from 'node:crypto'
import type { Person } from './person.ts'

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
