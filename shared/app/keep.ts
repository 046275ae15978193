/** Remembering, with what goes around it whatever the style: time, size, and a bearer's fresh token. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problems/problem.ts'
import { extended, grownByServer, type VisitorState } from '../visitor-state.ts'
import type { Service } from './service.ts'

/** What an answer to a bearer request carries when the state changed (contract, rule 3). */
export interface Fresh {
  token?: string
  expiresAt?: string
}

/** Keeps a state until the next request, its idle time starting anew. */
export function keep(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  state: VisitorState,
): Promise<Fresh> {
  return kept('remember', service, request, reply, state)
}

/** Keeps a state under a fresh credential (contract, rule 4). */
export function keepRenewed(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  state: VisitorState,
): Promise<Fresh> {
  return kept('renew', service, request, reply, state)
}

async function kept(
  verb: 'remember' | 'renew',
  { style, lifetime }: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  state: VisitorState,
): Promise<Fresh> {
  const next = extended(state, lifetime, Date.now())
  const token = await style[verb](request, reply, next)
  request.visitor = next
  if (token === undefined) return {}
  return { token, expiresAt: new Date(next.expiresAt).toISOString() }
}

/**
 * Refuses a change that would not fit, before anything is kept.
 * @throws Problem `state-too-large`
 */
export function requireRoom({ style }: Service, state: VisitorState): void {
  const wouldNeedBytes = style.measure(grownByServer(state))
  const limitBytes = style.stateLimitBytes
  if (wouldNeedBytes <= limitBytes) return
  const detail = `That would take ${wouldNeedBytes} bytes; ${limitBytes} is the most.`
  throw new Problem('state-too-large', detail, { extras: { limitBytes, wouldNeedBytes } })
}
