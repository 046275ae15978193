/**
 * `REFRESH=on`: around a style whose state the client keeps, a credential that signs in for a short time
 * (`ACCESS_SECONDS`), and a second, long-lived one that makes it anew (RFC 6749 1.5, RFC 9700 4.14.2):
 * random, used once, in a cookie that goes to `/refresh` alone, known to the accounts' database by its hash.
 *
 * It buys: what ends a family (sign-out, a new sign-in in its place, a token used twice) or refuses its
 * refresh (password change, sign-out everywhere, disabling) ends every copy within the access time.
 * It costs: between refreshes nothing. A refresh reads the family, the user and the user's cut-off, and
 * writes two rows; while the database is away, nobody signed in stays so for longer than the access time.
 * An answer that is lost on its way costs the sign-in: its token is used up and the next never arrived.
 *
 * Two tabs that refresh at once are not thieves. A request looks at its family when it arrives, and
 * the rotation is committed by one conditional UPDATE of the family's row, which one of them wins: in SQLite
 * as there is one writer, in MySQL as the second waits for the row and then reads it anew. Who looked before
 * that and comes second gets the short-lived credential too, and no refresh token; so the newest stays
 * one. Who looks afterwards comes with a used one, and ends the family. No clock is asked, and no
 * instance needs to know of another. A copied token that is used in that moment gains one access time.
 *
 * The state itself travels in the credential as before. When the access time is over its holder is
 * nobody, but the state stays (`request.held`): `GET /` goes on counting in it, /refresh takes it up.
 * A bearer has no cookie to refresh from: a token asked for as one signs in for its idle time, as ever.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import type { Presented, RefreshFamilies } from '../accounts/refresh-families.ts'
import { audit } from '../app/signing-in.ts'
import type { AuthStyle } from '../auth-style.ts'
import type { refreshCookie } from '../config/cookies.ts'
import { notSignedIn } from '../problems/problem.ts'
import { isSignedIn, type Lifetime, type VisitorState, wholeState } from '../visitor-state.ts'
import { splitAccessTime, withAccessTime } from './carried-within.ts'

/** Between look and rotation, so that tabs which ask at once are all looked at before. */
export const SETTLE_MS = 100
/** A header full of cookies costs no more reads than this. */
const MAX_CANDIDATES = 8

interface RefreshOptions {
  accessSeconds: number
  lifetime: Lifetime
  cookie: ReturnType<typeof refreshCookie>
  families: RefreshFamilies
  /** A token came a second time, and its family has ended. */
  onReuse(presented: Presented): Promise<void>
}

export function withRefresh(style: AuthStyle, options: RefreshOptions): AuthStyle {
  const { accessSeconds, lifetime, cookie, families, onReuse } = options
  /** Of a request: the good one of the tokens that it brings, the end of its access time. */
  const inUse = new WeakMap<FastifyRequest, { token: string; presented: Presented }>()
  const accessUntil = new WeakMap<FastifyRequest, number | undefined>()
  const fromNow = () => Date.now() + accessSeconds * 1000

  async function endStolen(request: FastifyRequest, presented: Presented): Promise<void> {
    audit(request, 'refresh token used again', presented.signIn.username)
    await families.end(presented.signIn.id)
    await onReuse(presented)
  }

  /** Whom does the refresh token say it comes from? `carried`: what the credential beside it holds. */
  async function whoRefreshes(request: FastifyRequest, carried: VisitorState | undefined) {
    const tokens = request.cookieValues.get(cookie.name) ?? []
    for (const token of tokens.slice(0, MAX_CANDIDATES)) {
      const presented = await families.find(token)
      if (presented === undefined) continue
      if (presented.usedBefore) {
        await endStolen(request, presented)
        continue
      }
      const { signIn, renewedAt, endsAt } = presented
      // One planted before the visitor's own would sign in somebody else (contract, rule 9).
      if (isSignedIn(carried) && carried.signIn.id !== signIn.id) continue
      const own = isSignedIn(carried) ? carried : undefined
      // A credential that lives was renewed since: by GET /, which the family does not hear of.
      const idleEnd = own?.expiresAt ?? renewedAt + lifetime.idleSeconds * 1000
      if (Date.now() >= Math.min(idleEnd, endsAt)) return undefined
      inUse.set(request, { token, presented })
      return { visits: own?.visits ?? 0, notes: own?.notes ?? [], expiresAt: idleEnd, signIn }
    }
    return undefined
  }

  async function endCurrent({ carrier, held }: FastifyRequest): Promise<void> {
    const id = held?.signIn?.id
    if (carrier === 'cookie' && id !== undefined) await families.end(id)
  }

  return {
    ...style,
    cookies: [...style.cookies, cookie.name],
    can: { ...style.can, refresh: true },
    measure: (state) => style.measure(withAccessTime(state, fromNow())),

    async recall(request) {
      const whole = wholeState(await style.recall(request))
      const { state, untilMs } = whole ? splitAccessTime(whole) : {}
      if (request.routeOptions.url === '/refresh') return whoRefreshes(request, state)
      if (!isSignedIn(state)) return state
      const isLong = request.carrier === 'bearer' && untilMs === undefined
      accessUntil.set(request, untilMs)
      if (isLong || (untilMs !== undefined && Date.now() < untilMs)) return state
      request.held = state
      return { visits: state.visits, notes: [], expiresAt: state.expiresAt }
    },
    async remember(request, reply, state) {
      const use = inUse.get(request)
      if (use === undefined) {
        // Of a state whose access time is over only the count goes on, and its end stays where it is.
        const { held } = request
        const lapsed = isSignedIn(held) && !isSignedIn(state)
        const kept = lapsed ? { ...held, visits: state.visits } : state
        return style.remember(request, reply, withAccessTime(kept, accessUntil.get(request)))
      }
      await delay(SETTLE_MS)
      const rotated = await families.rotate(use.token, use.presented)
      if (rotated === undefined) {
        const late = await families.find(use.token)
        if (late !== undefined) await endStolen(request, late)
        throw notSignedIn()
      }
      if (rotated.next !== undefined) reply.header('set-cookie', cookie.set(rotated.next))
      return style.remember(request, reply, withAccessTime(state, fromNow()))
    },
    async renew(request, reply, state) {
      await endCurrent(request)
      if (request.carrier === 'bearer' || !isSignedIn(state)) {
        return style.renew(request, reply, state)
      }
      const { signIn } = state
      const endsAt = signIn.signedInAt + lifetime.absoluteSeconds * 1000
      reply.header('set-cookie', cookie.set(await families.begin(signIn, endsAt)))
      return style.renew(request, reply, withAccessTime(state, fromNow()))
    },
    async forget(request, reply) {
      await endCurrent(request)
      if (request.carrier === 'cookie') reply.header('set-cookie', cookie.clear)
      await style.forget(request, reply)
    },
  }
}
