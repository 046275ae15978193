/**
 * `REVOCATION=denylist`: around a style whose state the client keeps, a list of the sign-ins that have
 * ended (ASVS 7.4.1). By the sign-in's id, not by the token or its hash: one sign-in has many tokens,
 * and a signature may have more than one spelling (OWASP JWT Cheat Sheet).
 *
 * It buys: no copy works after a sign-out. It costs: one read for each request of who is signed in, and
 * a store without which nobody is (it fails closed).
 */
import type { FastifyRequest } from 'fastify'
import type { EndedSignIns } from '../accounts/ended-sign-ins.ts'
import type { AuthStyle } from '../auth-style.ts'
import { wholeState } from '../visitor-state.ts'

/** @param longestSeconds after which no credential of a sign-in lives */
export function withDenylist(
  style: AuthStyle,
  ended: EndedSignIns,
  longestSeconds: number,
): AuthStyle {
  async function denyCurrent({ held }: FastifyRequest): Promise<void> {
    const { id, signedInAt } = held?.signIn ?? {}
    if (id !== undefined && signedInAt !== undefined) {
      await ended.deny(id, signedInAt + longestSeconds * 1000)
    }
  }
  return {
    ...style,
    can: { ...style.can, revoke: true },
    async recall(request) {
      const state = wholeState(await style.recall(request)) // what is of another shape leads to no look-up
      const denied = state?.signIn !== undefined && (await ended.isDenied(state.signIn.id))
      return denied ? undefined : state
    },
    async renew(request, reply, state) {
      await denyCurrent(request) // first: while the list can't be written, nothing is renewed
      return style.renew(request, reply, state)
    },
    async forget(request, reply) {
      await denyCurrent(request)
      if (request.carrier === 'cookie') await style.forget(request, reply)
    },
  }
}
