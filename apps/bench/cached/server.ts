/**
 * The jwt server with what nobody should do without thinking it through: a token that verified once is not
 * verified again. A key that was taken away, or a repair that came with a new version, then reaches nobody
 * who was seen before; and each visitor takes memory, which a stateless server was chosen not to need.
 */

import { serve } from '../../../shared/app/serve.ts'
import type { CreateStyle, StyleVerbs } from '../../../shared/auth-style.ts'
import type { VisitorState } from '../../../shared/visitor-state.ts'
import { about } from '../../jwt/about.ts'
import { createStyle } from '../../jwt/style.ts'

const MOST_KEPT = 20_000

const createCached: CreateStyle = async (context) => cached(await createStyle(context))

function cached(style: StyleVerbs): StyleVerbs {
  /** By what was presented; the one that came in first is the first to go. */
  const verified = new Map<string, VisitorState>()
  return {
    ...style,
    async recall(request) {
      const presented = request.bearerToken ?? request.headers.cookie
      if (presented === undefined) return undefined
      const known = verified.get(presented)
      if (known !== undefined && known.expiresAt > Date.now()) return structuredClone(known)
      const state = await style.recall(request)
      if (state === undefined) return undefined
      verified.set(presented, structuredClone(state))
      const [oldest] = verified.keys()
      if (verified.size > MOST_KEPT && oldest !== undefined) verified.delete(oldest)
      return state
    },
  }
}

await serve(about, createCached)
