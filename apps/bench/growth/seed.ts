/** Very many sessions, put in through the store. */
import { Signer } from '@fastify/cookie'
import { derive, sha256 } from '../../../shared/config/keys.ts'
import { until } from '../../../shared/processes/until.ts'
import type { StateStore } from '../../server-session/stores/store.ts'
import { aliceWith } from './states.ts'

export const MILLION = 1_000_000
/** How many writes are under way at once. */
export const AT_ONCE = 100

/** The session id of one of them, as its cookie would hold it. */
export const seededId = (index: number) => `id ${index}`

/** Of the server whose store is filled. */
export const SEED_SECRETS = 'a-secret-that-the-test-knows-as-well'
const signer = new Signer(
  derive(SEED_SECRETS, 'server-session', 'session id').toString('base64url'),
)

/** The pair that its visitor sends. */
export function seededCookie(name: string, index: number): string {
  return `${name}=${encodeURIComponent(signer.sign(seededId(index)))}`
}

/** Signed-in states, each with a note, under keys as the guard makes them. */
export async function fill(store: StateStore, count: number): Promise<void> {
  for (let i = 0; i < count; i += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, j) => {
        const state = aliceWith(sha256(`sign-in ${i + j}`).slice(0, 22), {
          visits: 3,
          notes: [['note', 'a short text']],
        })
        // An engine that is filled by a machine at its limit may be late; then the state is put in again.
        const put = () => store.set(sha256(seededId(i + j)), state)
        return until('it is kept', () =>
          put().then(
            () => true,
            () => false,
          ),
        )
      }),
    )
  }
}

/** The middle one of many. */
export function middle(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
