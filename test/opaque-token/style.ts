/**
 * opaque-token: the state is in a Map under a hash of a random token, which is not signed. The fourth style, which
 * test/apps/fourth-style.suite.ts puts into apps/. Nobody is to run it: the Map has no limit.
 */
import { randomBytes } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import type { StyleContext, StyleVerbs } from '../../shared/auth-style.ts'
import { cookieValues } from '../../shared/config/cookies.ts'
import { sha256 } from '../../shared/config/keys.ts'
import { notSignedIn } from '../../shared/problems/problem.ts'
import type { VisitorState } from '../../shared/visitor-state.ts'

export async function createStyle({ cookie, signIns }: StyleContext): Promise<StyleVerbs> {
  const { name, attributes } = cookie
  const states = new Map<string, VisitorState>()
  const lives = (token: string) => (states.get(sha256(token))?.expiresAt ?? 0) > Date.now()
  const presented = ({ bearerToken, headers }: FastifyRequest) =>
    (bearerToken === undefined ? cookieValues(headers.cookie, name) : [bearerToken]).find(lives)
  const end = async (handle: string) => {
    await signIns.endByHandle(handle)
    states.delete(handle)
    await signIns.clear(handle)
  }
  const write = async (handle: string, state: VisitorState) => {
    const { signIn, expiresAt } = state
    if (signIn && !(await signIns.renew(signIn.id, handle, expiresAt))) throw notSignedIn()
    states.set(handle, state)
    if (!signIn || (await signIns.lives(signIn.id))) return
    states.delete(handle) // it was ended meanwhile (rule 13)
    throw notSignedIn()
  }

  const style: StyleVerbs = {
    cookies: [name],
    store: 'memory',

    attach: async (app) => void (await app.register(fastifyCookie)),
    recall: async (request) => structuredClone(states.get(sha256(presented(request) ?? ''))),
    remember: async (request, reply, state) => {
      const token = presented(request) ?? randomBytes(32).toString('base64url')
      await write(sha256(token), state)
      if (request.carrier === 'bearer') return token
      if (token !== presented(request)) reply.setCookie(name, token, attributes)
    },
    renew: async (request, reply, state) => {
      const before = presented(request)
      if (before !== undefined) await end(sha256(before))
      return style.remember(request, reply, state)
    },
    forget: async (request, reply) => {
      const token = presented(request)
      if (token !== undefined) await end(sha256(token))
      if (request.carrier === 'cookie') reply.clearCookie(name, attributes)
    },
    measure: (state) => Buffer.byteLength(JSON.stringify(state)),

    forgetElsewhere: end,
  }
  return style
}
